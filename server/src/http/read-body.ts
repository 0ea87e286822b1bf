import { AppError, type Route } from '@shoal/contract';
import express, { type Request, type RequestHandler, type Response } from 'express';

const MAX_JSON_BYTES = 16 * 1024;
const json = express.json({ limit: MAX_JSON_BYTES, strict: true, type: () => true });

/**
 * Reads what the route asks for: a JSON value, raw bytes, or nothing.
 * @throws AppError `request.unsupported_type` | `request.too_large` | `request.invalid` (by the parser's status)
 */
export async function readBody(route: Route, request: Request, response: Response): Promise<unknown> {
  if (route.rawBody) {
    const { limitBytes, types } = route.rawBody;
    checkType(request, types);
    await run(express.raw({ limit: limitBytes, type: () => true }), request, response);
    if (!Buffer.isBuffer(request.body) || request.body.length === 0)
      throw new AppError('request.invalid', 'no bytes came');
    return request.body;
  }
  if (!route.body || !hasBody(request)) return route.body ? {} : undefined;
  checkType(request, ['application/json']);
  await run(json, request, response);
  return request.body;
}

const hasBody = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

function checkType(request: Request, types: readonly string[]): void {
  if (request.is([...types])) return;
  throw new AppError('request.unsupported_type', `send ${types.join(' or ')}`);
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    handler(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}
