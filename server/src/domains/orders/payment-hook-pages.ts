import { AppError, BrandId } from '@shoal/contract';
import express, { type Request, Router } from 'express';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import type { OrdersDeps } from './orders-deps.ts';
import type { HookAnswer } from './payment-events.ts';
import { receiveHook } from './receive-hook.ts';
import { receiveOutsideOrder } from './receive-outside-order.ts';
import type { Hook } from './signed-hook.ts';

const MAX_BODY_BYTES = 16 * 1024;
/** Of one address: a busy shop's events, and signatures that are none of ours. */
const events: RateLimit = { name: 'hook-events', points: 600, windowSeconds: 60 };
const guesses: RateLimit = { name: 'hook-guesses', points: 60, windowSeconds: 60 };

/**
 * Serves `POST /hooks/payments/<brand>` and `/hooks/orders/<brand>`: an outside shop tells a payment, or an order of its own.
 * No browser calls them, so no cookie counts.
 */
export function paymentHookPages(deps: OrdersDeps): Router {
  const router = Router();
  const raw = express.raw({ limit: MAX_BODY_BYTES, type: () => true });
  const serve = (path: string, receive: (deps: OrdersDeps, hook: Hook) => Promise<HookAnswer>) =>
    router.post(path, raw, async (request, response) => {
      const hook = toHook(request);
      const answer = await atTheDoor(deps.limits, request.ip ?? 'unknown', () => receive(deps, hook));
      response.setHeader('Cache-Control', 'no-store');
      response.json({ ok: true, ...answer });
    });
  serve('/hooks/payments/:brandId', receiveHook);
  serve('/hooks/orders/:brandId', receiveOutsideOrder);
  return router;
}

function toHook(request: Request): Hook {
  const brandId = BrandId.safeParse(request.params.brandId);
  const body: unknown = request.body;
  if (!brandId.success || !Buffer.isBuffer(body)) throw new AppError('request.invalid', 'no event came');
  return {
    body,
    brandId: brandId.data,
    timestamp: request.get('shoal-timestamp') ?? '',
    signature: request.get('shoal-signature') ?? '',
  };
}

/** Lets an address in as often as a busy shop calls; whoever guesses signatures waits sooner. */
async function atTheDoor<T>(limits: RateLimits, ip: string, act: () => Promise<T>): Promise<T> {
  await limits.check(guesses, ip);
  await limits.take(events, ip);
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError && error.code === 'accounts.not_allowed') await limits.take(guesses, ip);
    throw error;
  }
}
