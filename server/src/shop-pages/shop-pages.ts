import { type AccountId, AppError, type inquiries, ShareCode, type shares } from '@shoal/contract';
import { type Words, wordsOf } from '@shoal/contract/words';
import { type Request, type Response, Router } from 'express';
import { newVisitorToken, readVisitorToken, setVisitorCookie } from '../platform/visitor-cookie.ts';
import type { ShopAssets } from './asset-manifest.ts';
import { type Asked, beginPage } from './begin-page.ts';
import type { PageLocale } from './choose-locale.ts';
import { messagePage } from './message-page.ts';
import { shopPage } from './shop-page.ts';
import type { ShopFacts } from './shop-view.ts';

export type ShopPagesDeps = {
  isSecure: boolean;
  publicUrl: string;
  readAssets: () => Promise<ShopAssets>;
  getNonce: (response: Response) => string;
  /** Throws `shares.not_found` | `request.rate_limited`. */
  getShop: (code: ShareCode, ip: string) => Promise<Shop>;
  signBeacon: (subject: { code: ShareCode; visitorToken: string }) => string;
  newKey: () => string;
  /** What this browser asked the shopkeeper before. */
  listOwnInquiries: (asked: { shopkeeperId: AccountId; visitorToken: string }) => Promise<inquiries.OwnInquiry[]>;
  /** Remembers a browser that is signed in, so that her own visits never count. */
  noteMember: (request: Request, visitorToken: string) => Promise<void>;
};

/** Serves `/s/<code>`: the consumer's page, whole and readable before any script runs. */
export function shopPages(deps: ShopPagesDeps): Router {
  const router = Router();
  router.get('/s/:code', async (request, response) => {
    const page = toPageContext({ request, response });
    const code = ShareCode.safeParse(request.params.code);
    if (!code.success) throw new AppError('shares.not_found', 'not a code');
    response.type('html').send(await renderShop(deps, page, code.data));
  });
  return router;
}

type PageContext = Asked & { locale: PageLocale; words: Words['shop'] };
type Shop = { facts: ShopFacts; state: shares.ShopState };

function toPageContext({ request, response }: Asked): PageContext {
  const locale = beginPage({ request, response });
  return { request, response, locale, words: wordsOf(locale).shop };
}

async function renderShop(deps: ShopPagesDeps, page: PageContext, code: ShareCode): Promise<string> {
  const { request } = page;
  const shop = await deps.getShop(code, request.ip ?? 'unknown');
  return shop.facts.show.isRehearsal ? renderRehearsal(deps, page) : renderCounted(deps, page, shop);
}

/** The page proper, whose visits count. */
async function renderCounted(deps: ShopPagesDeps, page: PageContext, { facts, state }: Shop): Promise<string> {
  const { locale, request, response, words } = page;
  const known = readVisitorToken(request.headers.cookie, deps.isSecure);
  const visitorToken = known ?? newVisitorToken();
  const { accountId: shopkeeperId } = facts.shopkeeper;
  await deps.noteMember(request, visitorToken);
  setVisitorCookie(response, deps.isSecure, visitorToken);
  return shopPage({
    facts,
    state,
    locale,
    words,
    recallWords: wordsOf(locale).recalls.page,
    own: known ? await deps.listOwnInquiries({ shopkeeperId, visitorToken }) : [],
    idempotencyKey: deps.newKey(),
    startMs: readMoment(request.query.t),
    beacon: deps.signBeacon({ code: facts.code, visitorToken }),
    assets: await deps.readAssets(),
    nonce: deps.getNonce(response),
    publicUrl: deps.publicUrl,
  });
}

/** The second that a link names, such as `?t=83`; null when it names none. */
const readMoment = (text: unknown): number | null =>
  typeof text === 'string' && /^\d{1,5}$/.test(text) ? Number(text) * 1_000 : null;

/** A link of a rehearsal sells nothing and notes nobody: it says what it is. */
async function renderRehearsal(deps: ShopPagesDeps, { locale, response }: PageContext): Promise<string> {
  const { shareText, shareTitle } = wordsOf(locale).schedule.rehearsal;
  const assets = await deps.readAssets();
  return messagePage({ locale, assets, title: shareTitle, text: shareText, nonce: deps.getNonce(response) });
}
