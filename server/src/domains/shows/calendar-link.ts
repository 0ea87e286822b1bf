import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { AccountId, ShowId } from '@shoal/contract';

/** Addresses of calendar files. They need no session: a calendar, or the browser outside a chat app, has none. */
export type CalendarLinks = {
  /** The file's path below the public URL; always the same for a show and a person. */
  toPath(showId: ShowId, accountId: AccountId): string;
  /** For whom the address was made; undefined when it was forged or is of another show. */
  read(grant: string, showId: string): AccountId | undefined;
};

/** Addresses signed under a key of their own, derived from the cluster secret. */
export function createCalendarLinks(clusterSecret: string): CalendarLinks {
  const key = Buffer.from(hkdfSync('sha256', clusterSecret, '', 'shoal calendar link', 32));
  const sign = (showId: string, person: string) =>
    createHmac('sha256', key).update(`${showId}\n${person}`).digest().subarray(0, 18).toString('base64url');
  return {
    toPath(showId, accountId) {
      const person = accountId.replaceAll('-', '');
      return `/calendar/${showId}/${person}.${sign(showId, person)}/shoal.ics`;
    },
    read(grant, showId) {
      const [, person, mac] = /^([0-9a-f]{32})\.([\w-]{24})$/.exec(grant) ?? [];
      if (!person || !mac || !timingSafeEqual(Buffer.from(mac), Buffer.from(sign(showId, person)))) return undefined;
      return person.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as AccountId; // Signed by us.
    },
  };
}
