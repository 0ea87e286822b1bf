import type { IncomingHttpHeaders } from 'node:http';

export type OriginRules = { publicUrl: string; isSecure: boolean };

/**
 * Whether a page at this origin may act through us. The list is exact: the public URL, and, while that is plain http,
 * the very host that was addressed, so that a phone may use the machine's LAN address.
 */
export function isAllowedOrigin(rules: OriginRules, origin: string, host: string | undefined): boolean {
  if (origin === rules.publicUrl) return true;
  return !rules.isSecure && host !== undefined && origin === `http://${host.toLowerCase()}`;
}

/**
 * Whether a state-changing request comes from our own pages: Fetch Metadata, then Origin, then Referer.
 * A request that carries none of them is refused: every browser that we support sends one.
 */
export function isOwnRequest(rules: OriginRules, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return true;
  if (headers.origin !== undefined) return isAllowedOrigin(rules, headers.origin, headers.host);
  if (site !== undefined || headers.referer === undefined) return false;
  return URL.canParse(headers.referer) && isAllowedOrigin(rules, new URL(headers.referer).origin, headers.host);
}
