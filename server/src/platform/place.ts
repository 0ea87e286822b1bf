import { createHmac } from 'node:crypto';

const WEEK_MS = 7 * 86_400_000;
const KEPT_BYTES = 16;

/** From where somebody uses a browser: keyed hashes, which say nothing to who has not the key. */
export type Place = {
  /** Address and browser together. */
  place: Buffer;
  /** As it would have been named last week: the key changes weekly. */
  lastWeeks: Buffer;
  address: Buffer;
};

export type NamePlace = (client: { ip: string; userAgent: string }, at: Date) => Place;

/** Names places by a key made from the installation's secret and the week. */
export function createPlaceNamer(clusterSecret: string): NamePlace {
  const hash = (week: number, kind: string, parts: readonly string[]) =>
    createHmac('sha256', clusterSecret)
      .update(JSON.stringify(['place 1', week, kind, ...parts]))
      .digest()
      .subarray(0, KEPT_BYTES);
  return ({ ip, userAgent }, at) => {
    const week = Math.floor(at.getTime() / WEEK_MS);
    const network = toNetwork(ip);
    return {
      place: hash(week, 'place', [network, userAgent]),
      lastWeeks: hash(week - 1, 'place', [network, userAgent]),
      address: hash(week, 'address', [network]),
    };
  };
}

/** One household has a whole /64 of IPv6, and one address of IPv4. */
function toNetwork(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
