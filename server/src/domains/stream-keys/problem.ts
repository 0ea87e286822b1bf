import { AppError, errorCodes, type Refusal } from '@shoal/contract';
import type { ErrorRequestHandler, Response } from 'express';
import type { Log } from '../../platform/log.ts';
import { toRefusal } from '../../platform/refusal.ts';

/** How long a client should wait before it tries again, in seconds. */
const RETRY_AFTER_S = '2';

/** Answers every error of WHIP and WHEP as problem details (RFC 9457), which is what their clients expect. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    sendProblem(response, toRefusal(toKnown(error), log, { method: request.method, path: request.path }));
  };
}

function sendProblem(response: Response, { code, message }: Refusal): void {
  const { retry, status } = errorCodes[code];
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (retry === 'after_delay') response.setHeader('Retry-After', RETRY_AFTER_S);
  const problem = { type: 'about:blank', title: code, status, detail: message };
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The body parser throws errors of its own, with a status. */
function toKnown(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('status' in error)) return error;
  if (error.status === 413) return new AppError('request.too_large', error.message, { cause: error });
  if (error.status === 415) return new AppError('request.unsupported_type', error.message, { cause: error });
  const isClients = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
  return isClients ? new AppError('request.invalid', error.message, { cause: error }) : error;
}
