import { Router } from 'express';

/** `failed` takes this server out of rotation; `degraded` is told and borne. */
export type Health = 'ok' | 'degraded' | 'failed';
export type HealthCheck = { name: string; check: () => Promise<Health> };

const CHECK_LIMIT_MS = 1_000;

/** `/healthz`: the process turns. `/readyz`: it can do its work. */
export function healthRouter(checks: readonly HealthCheck[], isDraining: () => boolean): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.set('Cache-Control', 'no-store').json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    const parts = Object.fromEntries(
      await Promise.all(checks.map(async ({ check, name }) => [name, await runCheck(check)])),
    );
    const status = isDraining() ? 'failed' : worstOf(Object.values(parts));
    response
      .status(status === 'failed' ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json({ status, isDraining: isDraining(), parts });
  });
  return router;
}

async function runCheck(check: HealthCheck['check']): Promise<Health> {
  const late = new Promise<Health>((resolve) => setTimeout(() => resolve('failed'), CHECK_LIMIT_MS).unref());
  return Promise.race([check().catch(() => 'failed' as const), late]);
}

const worstOf = (parts: Health[]): Health =>
  parts.includes('failed') ? 'failed' : parts.includes('degraded') ? 'degraded' : 'ok';
