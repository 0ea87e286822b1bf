import { type BrandId, ShareCode } from '@shoal/contract';
import { Router } from 'express';
import type { Db } from '../../platform/database.ts';
import { hashVisitor, readVisitorToken } from '../../platform/visitor-cookie.ts';

export type OutPagesDeps = {
  db: Db;
  isSecure: boolean;
  /** Where the shop of a link's material is; undefined when it names none, or nothing is sold behind the link. */
  findWayOut: (db: Db, code: ShareCode) => Promise<{ brandId: BrandId; url: string } | undefined>;
  toVisitorRef: (brandId: BrandId, visitorId: Buffer) => string;
};

/** Serves `/s/<code>/out`: the way to an outside shop, whose orders may name the link and the browser again. */
export function outPages({ db, findWayOut, isSecure, toVisitorRef }: OutPagesDeps): Router {
  const router = Router();
  router.get('/s/:code/out', async (request, response) => {
    const code = ShareCode.safeParse(request.params.code);
    const way = code.success ? await findWayOut(db, code.data) : undefined;
    const url = way && URL.parse(way.url);
    response.setHeader('Cache-Control', 'private, no-store');
    if (!code.success || !way || !url?.protocol.startsWith('http'))
      return response.redirect(302, `/s/${encodeURIComponent(String(request.params.code))}`);
    url.searchParams.set('shoal_link', code.data);
    const token = readVisitorToken(request.headers.cookie, isSecure);
    if (token) url.searchParams.set('shoal_visitor', toVisitorRef(way.brandId, hashVisitor(token)));
    response.redirect(302, url.href);
  });
  return router;
}
