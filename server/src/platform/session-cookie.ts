import { parseCookie } from 'cookie';
import type { Response } from 'express';

/** The name that browsers accept: `__Host-` needs https and is dropped over plain http. */
export const sessionCookieName = (isSecure: boolean): string => (isSecure ? '__Host-sid' : 'sid');

/** The session token of a Cookie header, when it has one of the right shape. */
export function readSessionToken(cookieHeader: string | undefined, isSecure: boolean): string | undefined {
  if (!cookieHeader) return undefined;
  const token = parseCookie(cookieHeader)[sessionCookieName(isSecure)];
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

const attributes = (isSecure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure }) as const;

/** Hands the browser its session token until `expiresAt`; the server may end the session earlier. */
export function setSessionCookie(response: Response, isSecure: boolean, token: string, expiresAt: Date): void {
  response.cookie(sessionCookieName(isSecure), token, { ...attributes(isSecure), expires: expiresAt });
}

/** Makes the browser forget its session token. */
export function clearSessionCookie(response: Response, isSecure: boolean): void {
  response.clearCookie(sessionCookieName(isSecure), attributes(isSecure));
}
