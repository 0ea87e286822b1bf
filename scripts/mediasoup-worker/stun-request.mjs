import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const MAGIC_COOKIE = 0x2112a442;

/** A STUN binding request as a controlling ICE agent sends it, naming the candidate (RFC 8445). */
export function toStunBindingRequest(usernameFragment, password) {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(0x0001, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(header, 8);
  const attributes = [
    attribute(0x0006, Buffer.from(`${usernameFragment}:relay`)),
    attribute(0x0024, Buffer.from([0x6e, 0xff, 0xff, 0xff])), // priority
    attribute(0x802a, randomBytes(8)), // ice-controlling
    attribute(0x0025, Buffer.alloc(0)), // use-candidate
  ];
  // Integrity and fingerprint are computed over a header whose length already counts them.
  const signed = withLength([header, ...attributes], 24);
  const integrity = attribute(0x0008, createHmac('sha1', password).update(signed).digest());
  const whole = withLength([signed, integrity], 8);
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(whole) ^ 0x5354554e) >>> 0);
  return Buffer.concat([whole, attribute(0x8028, fingerprint)]);
}

function attribute(type, value) {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function withLength(parts, moreBytes) {
  const packet = Buffer.concat(parts);
  packet.writeUInt16BE(packet.length - 20 + moreBytes, 2);
  return packet;
}
