import { type AccountId, AppError, MaterialId, ShareCode, ShowId } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import { type Response, Router } from 'express';
import type { ShopFrontFacts } from '../views/shop-front.ts';
import type { ShopAssets } from './asset-manifest.ts';
import { type Asked, beginPage } from './begin-page.ts';
import { frontPage } from './front-page.ts';

type Front = ShopFrontFacts & { shopkeeperId: AccountId; address: string; welcome: string };

export type FrontPagesDeps = {
  publicUrl: string;
  readAssets: () => Promise<ShopAssets>;
  getNonce: (response: Response) => string;
  /** Throws `shops.not_found` | `request.rate_limited`. */
  getFront: (address: string, ip: string) => Promise<Front>;
  /** Whose link it is; undefined for a code that nobody has. */
  findShopkeeper: (code: ShareCode) => Promise<{ shopkeeperId: AccountId; showId: ShowId } | undefined>;
  /** Throws `shares.not_found`. */
  openLink: (wanted: { shopkeeperId: AccountId; showId: ShowId; materialId: MaterialId }) => Promise<ShareCode>;
  /** Spends the address's turn. Throws `request.rate_limited`. */
  takeTurn: (ip: string) => Promise<void>;
};

/** Serves a shopkeeper's shop, and the ways on from it and from her other pages to what she recommends. */
export function frontPages(deps: FrontPagesDeps): Router {
  const router = Router();
  router.get('/f/:address', async (request, response) => {
    const front = await deps.getFront(request.params.address, request.ip ?? 'unknown');
    const locale = beginPage({ request, response });
    response.type('html').send(
      frontPage({
        front,
        locale,
        words: wordsOf(locale).shops.page,
        assets: await deps.readAssets(),
        nonce: deps.getNonce(response),
        publicUrl: deps.publicUrl,
      }),
    );
  });
  router.get('/f/:address/m/:showId/:materialId', async (request, response) => {
    const { shopkeeperId } = await deps.getFront(request.params.address, request.ip ?? 'unknown');
    await goOn(deps, { request, response }, { shopkeeperId, showId: readId(ShowId, request.params.showId) });
  });
  router.get('/s/:code/m/:materialId', async (request, response) => {
    const code = ShareCode.safeParse(request.params.code);
    const link = code.success ? await deps.findShopkeeper(code.data) : undefined;
    if (!link) throw new AppError('shares.not_found', 'no such link');
    await goOn(deps, { request, response }, link);
  });
  return router;
}

/** To her own link for the material, which is made when nobody went there before. */
async function goOn(
  deps: FrontPagesDeps,
  { request, response }: Asked,
  from: { shopkeeperId: AccountId; showId: ShowId },
): Promise<void> {
  await deps.takeTurn(request.ip ?? 'unknown');
  const materialId = readId(MaterialId, request.params.materialId);
  const code = await deps.openLink({ shopkeeperId: from.shopkeeperId, showId: from.showId, materialId });
  response.setHeader('Cache-Control', 'private, no-store');
  response.redirect(303, `/s/${code}`);
}

/** @throws AppError `shares.not_found` for what is no id, as for an id that nobody has */
function readId<T>(
  schema: { safeParse: (text: unknown) => { success: true; data: T } | { success: false } },
  text: unknown,
): T {
  const read = schema.safeParse(text);
  if (read.success) return read.data;
  throw new AppError('shares.not_found', 'not an id');
}
