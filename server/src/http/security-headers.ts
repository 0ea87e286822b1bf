import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

const PERMISSIONS =
  'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), clipboard-write=(self), autoplay=(self), screen-wake-lock=(self), picture-in-picture=(self), geolocation=(), payment=(), usb=()';

/** The nonce of this answer's Content-Security-Policy, for the scripts and styles its page brings. */
export const getNonce = (response: Response): string => String(response.locals.nonce);

/**
 * The headers every answer carries. Rules that need https apply only when the public URL is https. Scripts may fetch
 * from our own origin and from `listFetchOrigins`.
 */
export function securityHeaders(isSecure: boolean, listFetchOrigins: () => readonly string[]): RequestHandler[] {
  const nonce = (_: unknown, response: unknown) => `'nonce-${getNonce(response as Response)}'`; // helmet knows node's response.
  const sockets = (request: { headers: { host?: string | undefined } }) =>
    toSocketSource(request.headers.host, isSecure);
  return [
    (_request, response, next) => {
      response.locals.nonce = randomBytes(16).toString('base64');
      response.setHeader('Permissions-Policy', PERMISSIONS);
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", nonce],
          styleSrc: ["'self'", nonce],
          imgSrc: ["'self'", 'blob:', 'data:'],
          mediaSrc: ["'self'", 'blob:'],
          connectSrc: ["'self'", sockets, () => ["'self'", ...listFetchOrigins()].join(' ')],
          fontSrc: ["'self'"],
          manifestSrc: ["'self'"],
          workerSrc: ["'self'", 'blob:'],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
          frameAncestors: ["'none'"],
          ...(isSecure && { upgradeInsecureRequests: [] }),
        },
      },
      strictTransportSecurity: isSecure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      referrerPolicy: { policy: 'same-origin' },
      crossOriginOpenerPolicy: isSecure ? { policy: 'same-origin' } : false,
      crossOriginResourcePolicy: { policy: 'same-origin' },
      originAgentCluster: false, // Its answer depends on which page of the origin came first, which tests cannot fix.
      xFrameOptions: { action: 'deny' },
    }),
  ];
}

// Older Safari does not count WebSockets to the own host as 'self'.
const toSocketSource = (host: string | undefined, isSecure: boolean) =>
  host && /^[\w.:[\]-]+$/.test(host) ? `${isSecure ? 'wss' : 'ws'}://${host}` : "'self'";
