import { AppError, inquiries, ShareCode } from '@shoal/contract';
import { type Words, wordsOf } from '@shoal/contract/words';
import express, { type Request, type Response, Router } from 'express';
import { isOwnRequest } from '../platform/origins.ts';
import { newVisitorToken, readVisitorToken, setVisitorCookie } from '../platform/visitor-cookie.ts';
import { askedList, askSection } from './ask-section.ts';
import type { ShopAssets } from './asset-manifest.ts';
import { type Asked, beginPage } from './begin-page.ts';
import type { PageLocale } from './choose-locale.ts';
import { type Html, html } from './html.ts';
import { pageFrame } from './page-frame.ts';

type Asker = { visitorToken: string; userAgent: string; ip: string };
/** A question with the page that it was asked on. */
type AskedPage = { inquiry: inquiries.OwnInquiry; code: ShareCode; shopkeeperName: string };

export type InquiryPagesDeps = {
  isSecure: boolean;
  publicUrl: string;
  readAssets: () => Promise<ShopAssets>;
  getNonce: (response: Response) => string;
  newKey: () => string;
  signBeacon: (subject: { code: ShareCode; visitorToken: string }) => string;
  /** Throws the codes that a question can be refused with. */
  ask: (code: ShareCode, asker: Asker, asked: inquiries.NewInquiry) => Promise<unknown>;
  findShopkeeperName: (code: ShareCode) => Promise<string | undefined>;
  /** Undefined when the path was not signed by us. */
  findAsked: (id: string, signature: string) => Promise<AskedPage | undefined>;
};

const MAX_FORM_BYTES = 32 * 1024;

/** Takes questions from the form below a link, and serves each asker the page of hers. */
export function inquiryPages(deps: InquiryPagesDeps): Router {
  const router = Router();
  const readForm = express.urlencoded({ extended: false, limit: MAX_FORM_BYTES, parameterLimit: 10 });
  router.post('/s/:code/ask', readForm, (request, response) => askByForm(deps, toPage(request, response)));
  router.get('/q/:id/:signature', (request, response) => showAsked(deps, toPage(request, response)));
  return router;
}

type Page = Asked & { locale: PageLocale; words: Words['inquiries']['page'] };
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function toPage(request: Request, response: Response): Page {
  const locale = beginPage({ request, response });
  return { request, response, locale, words: wordsOf(locale).inquiries.page };
}

async function askByForm(deps: InquiryPagesDeps, page: Page): Promise<void> {
  const { request, response, words } = page;
  if (!isOwnRequest(deps, request.headers))
    throw new AppError('request.foreign_origin', 'this form was not sent from our own page');
  const body = (request.body ?? {}) as Record<string, unknown>; // The parser makes an object of texts.
  const code = ShareCode.safeParse(request.params.code);
  if (!code.success) throw new AppError('shares.not_found', 'not a code');
  const { website, ...fields } = body;
  const asked = inquiries.NewInquiry.safeParse(fields);
  if (!asked.success) return showForm(deps, page, { code: code.data, failure: words.wrong, status: 400 });
  const visitorToken = readVisitorToken(request.headers.cookie, deps.isSecure) ?? newVisitorToken();
  const asker = { visitorToken, userAgent: request.get('user-agent') ?? '', ip: request.ip ?? 'unknown' };
  try {
    // A field that nobody sees: only a program fills it.
    if (textOf(website) !== '') throw new AppError('inquiries.refused', 'the field for robots was filled');
    await deps.ask(code.data, asker, asked.data);
    response.redirect(303, `/s/${code.data}#ask`);
  } catch (error) {
    await showForm(deps, page, { code: code.data, failure: explain(page, error), status: 409 });
  }
}

/** @throws the error itself when it is none that the form explains */
function explain({ words }: Page, error: unknown): string {
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'inquiries.refused') return words.refused;
  if (code === 'inquiries.too_many') return words.tooMany;
  if (code === 'request.rate_limited') return words.busy;
  if (code === 'request.key_reused') return words.sentAlready;
  throw error;
}

/** The form again, with what was typed and what is wrong. */
async function showForm(
  deps: InquiryPagesDeps,
  page: Page,
  { code, failure, status }: { code: ShareCode; failure: string; status: number },
): Promise<void> {
  const { request, response, words } = page;
  const shopkeeperName = await deps.findShopkeeperName(code);
  if (shopkeeperName === undefined) throw new AppError('shares.not_found', 'no such link');
  const body = (request.body ?? {}) as Record<string, unknown>; // As above.
  const visitorToken = readVisitorToken(request.headers.cookie, deps.isSecure) ?? newVisitorToken();
  setVisitorCookie(response, deps.isSecure, visitorToken);
  const section = askSection({
    code,
    shopkeeperName,
    failure,
    words,
    own: [],
    values: { text: textOf(body.text), askerName: textOf(body.askerName) },
    beacon: deps.signBeacon({ code, visitorToken }),
    idempotencyKey: deps.newKey(),
  });
  await send(deps, page, { status, title: words.title(shopkeeperName), body: withWayBack(section, code, words) });
}

async function showAsked(deps: InquiryPagesDeps, page: Page): Promise<void> {
  const { request, words } = page;
  const asked = await deps.findAsked(textOf(request.params.id), textOf(request.params.signature));
  if (!asked) throw new AppError('inquiries.not_found', 'no such question');
  const { code, inquiry, shopkeeperName } = asked;
  const title = words.title(shopkeeperName);
  const section = html`<section class="ask"><h1 class="show-title">${title}</h1>${askedList({ own: [inquiry], shopkeeperName, words })}</section>`;
  await send(deps, page, { status: 200, title, body: withWayBack(section, code, words) });
}

const withWayBack = (section: Html, code: ShareCode, words: Page['words']): Html =>
  html`<body><main class="leaflet form-page">${section}<p><a class="to-front" href="/s/${code}">${words.back}</a></p></main></body>`;

async function send(
  deps: InquiryPagesDeps,
  { locale, response }: Page,
  { body, status, title }: { status: number; title: string; body: Html },
): Promise<void> {
  const assets = await deps.readAssets();
  response
    .status(status)
    .type('html')
    .send(
      pageFrame({
        title,
        body,
        lang: locale === 'zh' ? 'zh-CN' : 'en',
        assets: { ...assets, script: undefined, preloads: [] },
        nonce: deps.getNonce(response),
      }),
    );
}
