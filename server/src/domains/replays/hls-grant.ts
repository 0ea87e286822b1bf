import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { AccountId, ShareCode, ShowId } from '@shoal/contract';

/** Who a playlist was handed to: a signed-in account, or whoever has a shopkeeper's link. */
export type Viewer =
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'share'; readonly code: ShareCode };

/** Makes and reads the grants that stand in playlist paths. */
export type HlsGrants = {
  /** The same viewer gets the same grant for an hour, so that a reload plays from the browser's cache. */
  mint(showId: ShowId, viewer: Viewer, nowMs: number): string;
  /** Whom a grant for this show was given to; undefined when it is forged, of another show, or has run out. */
  read(grant: string, showId: string, nowMs: number): Viewer | undefined;
};

/** The longest show, and half a day more. */
const LIFETIME_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const VERSION = '1';

/** Grants under a key of their own, derived from the cluster secret. */
export function createHlsGrants(clusterSecret: string): HlsGrants {
  const key = Buffer.from(hkdfSync('sha256', clusterSecret, '', 'shoal hls grant', 32));
  const sign = (showId: string, body: string) =>
    createHmac('sha256', key).update(`${showId}\n${body}`).digest().subarray(0, 18).toString('base64url');
  return {
    mint(showId, viewer, nowMs) {
      const expiresHour = Math.ceil((nowMs + LIFETIME_MS) / HOUR_MS);
      const body = `${VERSION}.${expiresHour.toString(36)}.${writeViewer(viewer)}`;
      return `${body}.${sign(showId, body)}`;
    },
    read(grant, showId, nowMs) {
      const [, body, expires, viewer, mac] =
        /^(1\.([0-9a-z]{1,8})\.([0-9A-Za-z]{15,33}))\.([\w-]{24})$/.exec(grant) ?? [];
      if (!body || !expires || !viewer || !mac) return undefined;
      if (!timingSafeEqual(Buffer.from(mac), Buffer.from(sign(showId, body)))) return undefined;
      return Number.parseInt(expires, 36) * HOUR_MS > nowMs ? readViewer(viewer) : undefined;
    },
  };
}

/** A viewer as grants name her. */
export const writeViewer = (viewer: Viewer): string =>
  viewer.kind === 'account' ? `a${viewer.accountId.replaceAll('-', '')}` : `s${viewer.code}`;

// Signed by us, so the shapes are known to be right.
function readViewer(text: string): Viewer {
  const rest = text.slice(1);
  if (text.startsWith('s')) return { kind: 'share', code: rest as ShareCode };
  return { kind: 'account', accountId: rest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as AccountId };
}
