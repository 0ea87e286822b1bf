import { createHash, randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Response } from 'express';

const MAX_AGE_MS = 7 * 86_400_000;

const visitorCookieName = (isSecure: boolean): string => (isSecure ? '__Host-vid' : 'vid');

/** 128 random bits that say nothing about who holds them. */
export const newVisitorToken = (): string => randomBytes(16).toString('base64url');

/** What the database keeps of a visitor's token. */
export const hashVisitor = (token: string): Buffer => createHash('sha256').update(token).digest().subarray(0, 16);

/** The visitor's token of a Cookie header, when it has one of the right shape. */
export function readVisitorToken(cookieHeader: string | undefined, isSecure: boolean): string | undefined {
  const token = cookieHeader && parseCookie(cookieHeader)[visitorCookieName(isSecure)];
  return token && /^[A-Za-z0-9_-]{22}$/.test(token) ? token : undefined;
}

/** Lets a browser be known again for seven days, by our own pages only. */
export function setVisitorCookie(response: Response, isSecure: boolean, token: string): void {
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;
  response.cookie(visitorCookieName(isSecure), token, { ...attributes, maxAge: MAX_AGE_MS });
}
