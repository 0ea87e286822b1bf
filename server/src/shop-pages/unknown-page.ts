import type { Words } from '@shoal/contract/words';
import { wordsOf } from '@shoal/contract/words';
import { type Request, type Response, Router } from 'express';
import type { ShopAssets } from './asset-manifest.ts';
import { chooseLocale } from './choose-locale.ts';
import { type Message, messagePage } from './message-page.ts';

/** What a page of one message is made of besides its words. */
export type MessageParts = { readAssets: () => Promise<ShopAssets>; getNonce: (response: Response) => string };
export type Asked = { request: Request; response: Response };

/** Says that an address leads nowhere, and what its reader can do; the same for what never was and what is gone. */
export const showUnknown = (parts: MessageParts, asked: Asked, kind: keyof Words['shop']['unknown']): Promise<void> =>
  show(parts, asked, { status: 404, say: ({ unknown }) => unknown[kind] });

/** Asks who comes too often to wait. */
export const showBusy = (parts: MessageParts, asked: Asked): Promise<void> =>
  show(parts, asked, { status: 429, say: ({ busyText: text, busyTitle: title }) => ({ title, text }) });

type Refusal = { status: number; say: (words: Words['shop']) => Pick<Message, 'title' | 'text' | 'steps'> };
async function show(
  { getNonce, readAssets }: MessageParts,
  { request, response }: Asked,
  { say, status }: Refusal,
): Promise<void> {
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Vary', 'Accept-Language');
  const locale = chooseLocale(request.get('accept-language'));
  const said = say(wordsOf(locale).shop);
  const assets = await readAssets();
  response
    .status(status)
    .type('html')
    .send(messagePage({ ...said, locale, assets, nonce: getNonce(response) }));
}

const kinds = { s: 'link', f: 'shop', o: 'order', q: 'question' } as const;

/** Behind all other pages: what is left of a consumer's address that was cut, or glued to other words. */
export function unknownPages(deps: MessageParts): Router {
  const router = Router();
  for (const [root, kind] of Object.entries(kinds))
    router.get(`/${root}{/*rest}`, (request, response) => showUnknown(deps, { request, response }, kind));
  return router;
}

/** Before all other pages: an address that was cut in the middle of a character matches no route, it throws. */
export function cutPages(deps: MessageParts): Router {
  const router = Router();
  for (const [root, kind] of Object.entries(kinds))
    router.use(`/${root}`, (request, response, next) => {
      if (canDecode(request.path)) return next();
      return showUnknown(deps, { request, response }, kind);
    });
  return router;
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
