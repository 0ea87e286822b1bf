import { errorCodes, type Refusal } from '@shoal/contract';
import { type Words, wordsOf } from '@shoal/contract/words';
import type { Request, Response } from 'express';
import type { ShopAssets } from './asset-manifest.ts';
import { type Asked, beginPage } from './begin-page.ts';
import { type Message, messagePage } from './message-page.ts';

type RefusalPageParts = {
  getNonce: (response: Response) => string;
  readAssets: () => Promise<ShopAssets>;
  /** The same without a look at the database, which may be what failed. */
  readPlainAssets: () => Promise<ShopAssets>;
};

const kinds = new Map<string, keyof Words['shop']['unknown']>([
  ['s', 'link'],
  ['f', 'shop'],
  ['o', 'order'],
  ['q', 'question'],
]);

/** Whatever keeps a consumer's address from being answered, she reads why, and what she can do. Undefined for other readers. */
export function refusalPages({ getNonce, readAssets, readPlainAssets }: RefusalPageParts) {
  return (refusal: Refusal, { request, response }: Asked): Promise<void> | undefined => {
    const kind = kinds.get(request.path.split('/', 2)[1] ?? '');
    if (!kind || request.accepts(['html', 'json']) !== 'html') return undefined;
    const locale = beginPage({ request, response });
    const said = say(wordsOf(locale), kind, { refusal, request });
    const isOurs = errorCodes[refusal.code].status >= 500;
    return (isOurs ? readPlainAssets() : readAssets().catch(readPlainAssets)).then((assets) => {
      response.type('html').send(messagePage({ ...said, locale, assets, nonce: getNonce(response) }));
    });
  };
}

/** What never was, what is gone and what was cut in the middle read the same. */
function say(
  { errors, shop }: Words,
  kind: keyof Words['shop']['unknown'],
  { refusal: { code }, request }: { refusal: Refusal; request: Request },
): Pick<Message, 'title' | 'text' | 'steps'> {
  const { status } = errorCodes[code];
  if (status === 404) return shop.unknown[kind];
  if (status === 429) return { title: shop.busyTitle, text: shop.busyText };
  const isForm = status >= 500 && request.method === 'POST';
  return { title: shop.failedTitle, text: errors[code], ...(isForm && { steps: [shop.failedForm] }) };
}
