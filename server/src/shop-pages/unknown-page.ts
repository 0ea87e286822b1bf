import type { Words } from '@shoal/contract/words';
import { wordsOf } from '@shoal/contract/words';
import { type Request, type Response, Router } from 'express';
import type { ShopAssets } from './asset-manifest.ts';
import { chooseLocale } from './choose-locale.ts';
import { messagePage } from './message-page.ts';

type UnknownPagesDeps = { readAssets: () => Promise<ShopAssets>; getNonce: (response: Response) => string };
type Asked = { request: Request; response: Response };

/** Says that an address leads nowhere, and what its reader can do; the same for what never was and what is gone. */
export async function showUnknown(
  { getNonce, readAssets }: UnknownPagesDeps,
  { request, response }: Asked,
  kind: keyof Words['shop']['unknown'],
): Promise<void> {
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Vary', 'Accept-Language');
  const locale = chooseLocale(request.get('accept-language'));
  const said = wordsOf(locale).shop.unknown[kind];
  const assets = await readAssets();
  response
    .status(404)
    .type('html')
    .send(messagePage({ ...said, locale, assets, nonce: getNonce(response) }));
}

/** Behind all other pages: what is left of a consumer's address that was cut, or glued to other words. */
export function unknownPages(deps: UnknownPagesDeps): Router {
  const router = Router();
  const kinds = { s: 'link', f: 'shop', o: 'order', q: 'question' } as const;
  for (const [root, kind] of Object.entries(kinds))
    router.get(`/${root}{/*rest}`, (request, response) => showUnknown(deps, { request, response }, kind));
  return router;
}
