import { AppError, ShareCode } from '@shoal/contract';
import { type Request, type Response, Router } from 'express';
import { type GetPosterDeps, getPoster } from './get-poster.ts';

const MAX_KEPT = 64; // About 100 kB each.

/** Serves `/p/<code>.jpg`: her poster as it is now; the address with its version never changes. */
export function posterPages(deps: Omit<GetPosterDeps, 'kept'>): Router {
  const router = Router();
  const kept = keepNewest(MAX_KEPT);
  router.get('/p/:name', async (request, response) => {
    const [name, ending] = request.params.name.split('.');
    const code = ShareCode.safeParse(name);
    if (!code.success || ending !== 'jpg') throw new AppError('shares.not_found', 'no such poster');
    const { paint, version } = await getPoster({ ...deps, kept }, code.data);
    setCaching(request, response, version);
    if (request.get('if-none-match') === `"${version}"`) return void response.status(304).end();
    response.type('image/jpeg').end(await paint());
  });
  return router;
}

function setCaching(request: Request, response: Response, version: string): void {
  const isPinned = request.query.v === version;
  response.setHeader('ETag', `"${version}"`);
  response.setHeader('Cache-Control', isPinned ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function keepNewest(maxKept: number): GetPosterDeps['kept'] {
  const posters = new Map<string, Uint8Array>();
  return {
    get: (version) => posters.get(version),
    set(version, jpeg) {
      const [oldest] = posters.keys();
      if (posters.size >= maxKept && oldest !== undefined) posters.delete(oldest);
      posters.set(version, jpeg);
    },
  };
}
