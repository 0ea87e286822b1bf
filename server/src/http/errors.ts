import { AppError, errorCodes, type Refusal } from '@shoal/contract';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Log } from '../platform/log.ts';
import { toRefusal } from '../platform/refusal.ts';

/** Shows a refusal as a page, its status being set; undefined where no person reads. */
export type ShowRefusal = (
  refusal: Refusal,
  asked: { request: Request; response: Response },
) => Promise<void> | undefined;

function setStatus(response: Response, refusal: Refusal): void {
  const { retry, status } = errorCodes[refusal.code];
  const tellsWhen = status === 429 || status === 503;
  if (tellsWhen && !response.hasHeader('Retry-After')) {
    response.setHeader('Retry-After', retry === 'after_delay' ? '1' : '3600');
  }
  response.status(status);
}

/** Refuses what no route took. */
export const unknownPath: RequestHandler = ({ method }) => {
  throw new AppError('request.not_found', `nothing answers ${method} here`);
};

/** The last handler: every error becomes a typed answer, never a stack trace. */
export function errorHandler(log: Log, showRefusal: ShowRefusal): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error); // Express ends the connection.
    const ofHttp = findHttpRefusal(error);
    if (ofHttp) return void response.status(ofHttp).end();
    const refusal = toRefusal(toRequestError(error), log, { method: request.method, path: request.path });
    setStatus(response, refusal);
    await (showRefusal(refusal, { request, response }) ?? response.json({ error: refusal }));
  };
}

/** Conditions and ranges that a file does not meet: players and downloads know the status, and its headers are set. */
function findHttpRefusal(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return status === 412 || status === 416 ? status : undefined;
}

/** Express and its body parser throw errors of their own; this names them in our words. */
function toRequestError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('status' in error)) return error;
  // An address that was cut in the middle of a character.
  if (error instanceof URIError) return new AppError('request.not_found', 'nothing here', { cause: error });
  const { message, status } = error;
  if (status === 413) return new AppError('request.too_large', message, { cause: error });
  if (status === 415) return new AppError('request.unsupported_type', message, { cause: error });
  if (status === 404) return new AppError('request.not_found', 'nothing here', { cause: error });
  const isClients = typeof status === 'number' && status >= 400 && status < 500;
  return isClients ? new AppError('request.invalid', message, { cause: error }) : error;
}
