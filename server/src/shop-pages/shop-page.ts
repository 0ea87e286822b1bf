import type { shares } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import { askSection } from './ask-section.ts';
import { correctionPart } from './correction-part.ts';
import { friendHeader } from './friend-header.ts';
import { type Html, html, jsonIn } from './html.ts';
import { toMomentText } from './moment-text.ts';
import { offerPart } from './offer-part.ts';
import { pageFrame } from './page-frame.ts';
import { choosePicture, type ShopView } from './shop-view.ts';

/** The whole page behind a link: readable as it is, alive when its script runs. */
export function shopPage(view: ShopView): string {
  const { assets, facts, locale, nonce } = view;
  return pageFrame({
    assets,
    nonce,
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    title: `${facts.isRecalled ? facts.show.title : facts.material.title} · ${facts.shopkeeper.displayName}`,
    head: html`${coverFirst(view)}${previewTags(view)}`,
    body: html`<body>
<main class="leaflet">
${friend(view)}
${stage(view)}
${facts.isRecalled ? correctionPart(view) : offerPart(view)}
${chapters(view)}
${askHer(view)}
${toFront(view)}
<p class="fine">${view.words.counted}</p>
<noscript><p class="fine">${view.words.noScript}</p></noscript>
</main>
<script type="application/json" id="shop-data" nonce="${nonce}">${jsonIn(toIslandData(view))}</script>
</body>`,
  });
}

/** Ahead of scripts and styles: a browser opens six connections, and the cover must not wait for a seventh. */
function coverFirst({ facts }: ShopView): Html | false {
  const picture = choosePicture(facts);
  return picture !== null && html`<link rel="preload" as="image" fetchpriority="high" href="${picture.path}?w=750">\n`;
}

/** What the islands start from. */
const toIslandData = ({ beacon, facts, locale, own, startMs, state, words }: ShopView) => ({
  own,
  askWords: toAskWords(locale, facts.shopkeeper.displayName),
  code: facts.code,
  materialId: facts.material.materialId,
  startMs,
  beacon,
  locale,
  state,
  posterPath: choosePicture(facts)?.path ?? null,
  words: {
    ...words.island,
    status: words.status,
    statusText: statusTextOf({ facts, words }),
    chapters: words.chapters,
  },
});

/** What the script says around a question: sentences only, since no function goes into a page. */
function toAskWords(locale: ShopView['locale'], shopkeeperName: string) {
  const { answer, busy, failed, keep, refused, sentAlready, tooMany, waiting, wrong } = wordsOf(locale).inquiries.page;
  return { busy, failed, keep, refused, sentAlready, tooMany, waiting, wrong, answer: answer(shopkeeperName) };
}

function previewTags({ assets, facts, startMs, publicUrl, words }: ShopView): Html {
  const { code, isRecalled, material, shopkeeper, show } = facts;
  const picture = (isRecalled ? null : (material.product?.picture ?? material.picture)) ?? show.cover;
  const text = shopkeeper.tagline || words.ogFallback;
  return html`<meta name="description" content="${text}">
<meta property="og:type" content="video.other">
<meta property="og:url" content="${publicUrl}/s/${code}${startMs !== null && `?t=${startMs / 1_000}`}">
<meta property="og:site_name" content="${assets.look?.name || shopkeeper.displayName}">
<meta property="og:title" content="${isRecalled ? show.title : material.title}">
<meta property="og:description" content="${text}">
${picture && html`<meta property="og:image" content="${publicUrl}${picture.path}?w=750">`}
<meta name="twitter:card" content="summary_large_image">`;
}

function friend(view: ShopView): Html {
  const { facts, words } = view;
  const adMark = facts.isAdMarked && !facts.isRecalled ? words.adMark : undefined;
  return friendHeader(facts.shopkeeper, {
    line: html`<p class="friend-name">${words.from(facts.shopkeeper.displayName)}</p>`,
    more: studied(view),
    adMark,
  });
}

/** She answered a quiz about it all right: words for who buys from her. */
function studied({ facts, locale, words }: ShopView): Html | false {
  if (facts.studiedAt === null) return false;
  const on = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'medium',
    timeZone: facts.show.timeZone,
  }).format(new Date(facts.studiedAt));
  return html`<p class="friend-badge">${words.studied}<time datetime="${facts.studiedAt}">${on}</time></p>`;
}

/** What a recalled material said of its product is not repeated under the picture. */
const statusTextOf = ({ facts, words }: Pick<ShopView, 'facts' | 'words'>) =>
  facts.isRecalled ? { ...words.statusText, replay: words.recalledReplay } : words.statusText;

function stage(view: ShopView): Html {
  const { facts, state, words } = view;
  const { status } = state.show;
  const picture = choosePicture(facts);
  const texts = statusTextOf(view);
  const text = status === 'upcoming' && state.show.startsAt === null ? texts.upcomingNoDate : texts[status];
  return html`<section class="show" aria-label="${facts.show.title}">
<div id="stage" class="stage" data-status="${status}">
${picture && html`<img class="stage-picture" src="${picture.path}?w=750" alt="" fetchpriority="high">`}
<div id="stage-island"></div>
<p class="badge" data-status="${status}">${words.status[status]}</p>
</div>
<h1 class="show-title">${facts.show.title}</h1>
<p class="show-state" id="show-state">${startTime(view)}${text}</p>
${now(view)}
</section>`;
}

/** Where the script shows what is spoken of while the replay plays. */
const now = ({ facts, state }: ShopView): Html =>
  html`<div id="now" class="now${facts.isRecalled && ' now-bare'}"${state.show.status === 'replay' ? '' : hidden}></div>`;

function startTime({ facts, locale, state }: ShopView): Html | false {
  const { startsAt, status } = state.show;
  if (status !== 'upcoming' || !startsAt) return false;
  return html`<time datetime="${startsAt}">${toMomentText(new Date(startsAt), facts.show.timeZone, locale)}</time><br>`;
}

function chapters({ state, words }: ShopView): Html {
  const { chapters: moments, status } = state.show;
  const isPlayable = status === 'replay' && moments.length > 0;
  return html`<section id="chapters" class="chapters" aria-label="${words.chapters}"${isPlayable ? '' : hidden}>
<h2>${words.chapters}</h2><ol class="strip">${moments.map(moment)}</ol></section>`;
}

const hidden: Html = { markup: ' hidden' };

const moment = ({ picture, startsMs, title }: shares.ShopState['show']['chapters'][number]) =>
  html`<li class="moment">${picture && html`<img src="${picture.path}?w=320" alt="" loading="lazy">`}<span>${title}</span><time>${toClock(startsMs)}</time></li>`;

/** A moment of a recording as people write it. */
export function toClock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The way to all that she recommends, when she has opened her shop. */
const toFront = ({ facts, locale }: ShopView): Html | false =>
  facts.shopAddress !== null &&
  html`<a class="to-front" href="/f/${facts.shopAddress}">${wordsOf(locale).shops.page.more(facts.shopkeeper.displayName)}</a>`;

const askHer = ({ beacon, facts, idempotencyKey, locale, own }: ShopView): Html =>
  askSection({
    own,
    beacon,
    idempotencyKey,
    code: facts.code,
    shopkeeperName: facts.shopkeeper.displayName,
    words: wordsOf(locale).inquiries.page,
  });
