import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ShareCode } from '@shoal/contract';

const LIFE_MS = 12 * 3_600_000;

export type BeaconSubject = { code: ShareCode; visitorToken: string };
/** Undefined when the beacon is good, else what is wrong with it. */
export type BeaconFault = 'beacon_forged' | 'beacon_expired';

/** The key of this installation's beacons, made from its secret so that every server knows it. */
export const toBeaconKey = (clusterSecret: string): Buffer =>
  createHmac('sha256', clusterSecret).update('share page beacon 1').digest();

const sign = (key: Buffer, { code, visitorToken }: BeaconSubject, issuedMs: number) =>
  createHmac('sha256', key).update(`${code}.${visitorToken}.${issuedMs}`).digest();

/** What a page carries to prove that we served it: for this link, to this visitor, at this time. */
export const signBeacon = (key: Buffer, subject: BeaconSubject, now: Date): string =>
  `${now.getTime().toString(36)}.${sign(key, subject, now.getTime()).toString('base64url')}`;

/** When a beacon was issued; a fault when it is not ours, of another link or visitor, from the future or too old. */
export function readBeacon(
  key: Buffer,
  beacon: string,
  { now, ...subject }: BeaconSubject & { now: Date },
): { issuedAt: Date } | { fault: BeaconFault } {
  const [time = '', signature = ''] = beacon.split('.');
  const issuedMs = Number.parseInt(time, 36);
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(key, subject, issuedMs);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { fault: 'beacon_forged' };
  const ageMs = now.getTime() - issuedMs;
  return ageMs > LIFE_MS ? { fault: 'beacon_expired' } : { issuedAt: new Date(issuedMs) };
}
