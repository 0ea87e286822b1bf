import { AppError, BrandId } from '@shoal/contract';
import express, { Router } from 'express';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { receiveHook } from './receive-hook.ts';

const MAX_BODY_BYTES = 16 * 1024;
/** Of one address: a busy shop's events, and signatures that are none of ours. */
const events: RateLimit = { name: 'hook-events', points: 600, windowSeconds: 60 };
const guesses: RateLimit = { name: 'hook-guesses', points: 60, windowSeconds: 60 };

/** Serves `POST /hooks/payments/<brand>`: an outside shop tells a payment. No browser calls it, so no cookie counts. */
export function paymentHookPages(deps: OrdersDeps): Router {
  const router = Router();
  const raw = express.raw({ limit: MAX_BODY_BYTES, type: () => true });
  router.post('/hooks/payments/:brandId', raw, async (request, response) => {
    const brandId = BrandId.safeParse(request.params.brandId);
    if (!brandId.success || !Buffer.isBuffer(request.body)) throw new AppError('request.invalid', 'no event came');
    const hook = {
      brandId: brandId.data,
      timestamp: request.get('shoal-timestamp') ?? '',
      signature: request.get('shoal-signature') ?? '',
      body: request.body,
    };
    const answer = await atTheDoor(deps.limits, request.ip ?? 'unknown', () => receiveHook(deps, hook));
    response.setHeader('Cache-Control', 'no-store');
    response.json({ ok: true, ...answer });
  });
  return router;
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
