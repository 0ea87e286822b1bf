import type { Request, Response } from 'express';
import { clearSessionCookie, readSessionToken, setSessionCookie } from '../platform/session-cookie.ts';

/** What a handler may know and do beyond its input: the request's origin, the session cookie. */
export type Exchange = {
  /** The client's address, after the trusted proxies. */
  readonly ip: string;
  readonly userAgent: string;
  readonly sessionToken: string | undefined;
  /** A request header as it came, for the few handlers that judge the client. */
  header(name: string): string | undefined;
  startSession(token: string, expiresAt: Date): void;
  endSession(): void;
};

/** The exchange that belongs to one request. */
export function toExchange(request: Request, response: Response, isSecure: boolean): Exchange {
  return {
    ip: request.ip ?? 'unknown',
    userAgent: (request.get('user-agent') ?? '').slice(0, 300),
    sessionToken: readSessionToken(request.headers.cookie, isSecure),
    header: (name) => request.get(name),
    startSession: (token, expiresAt) => setSessionCookie(response, isSecure, token, expiresAt),
    endSession: () => clearSessionCookie(response, isSecure),
  };
}
