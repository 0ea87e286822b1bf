import { AppError, BrandId } from '@shoal/contract';
import express, { Router } from 'express';
import type { OrdersDeps } from './orders-deps.ts';
import { receiveHook } from './receive-hook.ts';

const MAX_BODY_BYTES = 16 * 1024;

/** Serves `POST /hooks/payments/<brand>`: an outside shop tells a payment. No browser calls it, so no cookie counts. */
export function paymentHookPages(deps: OrdersDeps): Router {
  const router = Router();
  const raw = express.raw({ limit: MAX_BODY_BYTES, type: () => true });
  router.post('/hooks/payments/:brandId', raw, async (request, response) => {
    const brandId = BrandId.safeParse(request.params.brandId);
    if (!brandId.success || !Buffer.isBuffer(request.body)) throw new AppError('request.invalid', 'no event came');
    const answer = await receiveHook(deps, {
      brandId: brandId.data,
      timestamp: request.get('shoal-timestamp') ?? '',
      signature: request.get('shoal-signature') ?? '',
      body: request.body,
    });
    response.setHeader('Cache-Control', 'no-store');
    response.json({ ok: true, ...answer });
  });
  return router;
}
