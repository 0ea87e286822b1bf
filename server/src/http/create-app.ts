import { setTimeout } from 'node:timers/promises';
import { AppError } from '@shoal/contract';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import type { Log } from '../platform/log.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import { errorHandler, type ShowRefusal, unknownPath } from './errors.ts';
import { securityHeaders } from './security-headers.ts';
import { slowGuessers } from './slow-guessers.ts';
import { webApp } from './web-app.ts';

export type AppOptions = {
  isSecure: boolean;
  trustedProxies: readonly string[];
  webDist: string;
  log: Log;
  limits: RateLimits;
  /** Origins beside our own that pages may fetch from, asked at every answer. */
  listFetchOrigins: () => readonly string[];
  health: Router;
  api: Router;
  /** What holds a rush of requests back, before anything else is done for them. */
  doors: readonly RequestHandler[];
  /** Routers of pages and files outside `/api`, each with its own absolute paths. */
  pages: readonly Router[];
  showRefusal: ShowRefusal;
};

const MAX_URL_LENGTH = 2_048;

/** Assembles the HTTP application: doors, health, API, pages, then the web app for everything else. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...options.trustedProxies]);
  app.set('etag', false);
  // Before the doors: who is made to wait for having guessed must not hold a turn meanwhile.
  app.use(slowGuessers({ limits: options.limits, wait: (ms) => setTimeout(ms) }), ...options.doors);
  app.use(options.health);
  const secured = express.Router().use(securityHeaders(options.isSecure, options.listFetchOrigins));
  app.use(secured);
  app.use('/api', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use((request, _response, next) => {
    if (request.url.length <= MAX_URL_LENGTH) return next();
    next(new AppError('request.too_large', `an address has at most ${MAX_URL_LENGTH} characters`));
  });
  app.use('/api', options.api, unknownPath);
  for (const page of options.pages) app.use(page);
  app.use(webApp(options.webDist));
  app.use(unknownPath);
  app.use(((error, request, response, next) => {
    if (response.hasHeader('Content-Security-Policy')) return next(error);
    secured(request, response, () => next(error)); // A refusal at the doors carries them too.
  }) satisfies ErrorRequestHandler);
  app.use(errorHandler(options.log, options.showRefusal));
  return app;
}
