import { type Words, wordsOf } from '@shoal/contract/words';
import type { ShopFrontFacts } from '../views/shop-front.ts';
import type { ShopAssets } from './asset-manifest.ts';
import type { PageLocale } from './choose-locale.ts';
import { friendHeader } from './friend-header.ts';
import { type Html, html } from './html.ts';
import { toDayText, toMomentText } from './moment-text.ts';
import { pageFrame } from './page-frame.ts';
import { toShownPrice } from './price-text.ts';

export type FrontView = {
  front: ShopFrontFacts & { address: string; welcome: string };
  locale: PageLocale;
  words: Words['shops']['page'];
  assets: ShopAssets;
  nonce: string;
  publicUrl: string;
};

/** A shopkeeper's shop: all that she recommends. It runs no script. */
export function frontPage(view: FrontView): string {
  const { assets, front, locale, nonce, words } = view;
  const { shopkeeper, welcome } = front;
  const title = words.title(shopkeeper.displayName);
  const banner = assets.look?.banner;
  return pageFrame({
    nonce,
    title,
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    assets: { ...assets, script: undefined, preloads: [] },
    head: previewTags(view, title),
    body: html`<body><main class="leaflet front">
${banner && html`<img class="front-banner" src="${banner.path}?w=750" width="${banner.width}" height="${banner.height}" alt="">`}
${friendHeader(shopkeeper, { line: html`<h1 class="friend-name">${title}</h1>`, adMark: front.isAdMarked ? wordsOf(locale).shop.adMark : undefined })}
${welcome && html`<p class="front-welcome">${welcome}</p>`}
${live(view)}
${items(view)}
${coming(view)}
${replays(view)}
<p class="fine">${words.noCount}</p>
${assets.look?.name && html`<p class="fine">${assets.look.name}</p>`}
</main></body>`,
  });
}

function previewTags({ assets, front, publicUrl, words }: FrontView, title: string): Html {
  const {
    address,
    items: [first],
    shopkeeper,
    welcome,
  } = front;
  const text = welcome || shopkeeper.tagline || words.preview;
  const picture = assets.look?.banner ?? shopkeeper.face ?? first?.picture;
  return html`<meta name="description" content="${text}">
<meta property="og:type" content="website">
<meta property="og:url" content="${publicUrl}/f/${address}">
<meta property="og:site_name" content="${assets.look?.name || shopkeeper.displayName}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${text}">
${picture && html`<meta property="og:image" content="${publicUrl}${picture.path}?w=750">`}
<meta name="twitter:card" content="summary_large_image">`;
}

type Linked = { code: string | null; showId: string; materialId: string };

/** Her own link; where she has one for a group only, the way that makes it. */
const toPath = (address: string, { code, materialId, showId }: Linked): string =>
  code ? `/s/${code}` : `/f/${address}/m/${showId}/${materialId}`;

const showsOf = ({ front }: FrontView, status: 'live' | 'replay') =>
  front.shows.filter((show) => show.status === status);

const look = (cover: { path: string } | null): Html | false =>
  cover !== null && html`<img src="${cover.path}?w=320" alt="" width="112" height="63" loading="lazy">`;

const live = (view: FrontView): Html | false => {
  const shows = showsOf(view, 'live');
  return (
    shows.length > 0 &&
    html`<section><h2>${view.words.live}</h2><ul class="front-shows">${shows.map(
      (show) =>
        html`<li><a class="front-show" data-live href="${toPath(view.front.address, show)}">${look(show.cover)}<span><b>${show.title}</b><small>${view.words.watchLive}</small></span></a></li>`,
    )}</ul></section>`
  );
};

function items(view: FrontView): Html {
  const { front, words } = view;
  if (front.items.length === 0)
    return html`<section class="offer"><h2>${words.items}</h2><p>${words.empty(front.shopkeeper.displayName)}</p></section>`;
  return html`<section><h2>${words.items}</h2><ul class="front-items">${front.items.map((item) => oneItem(view, item))}</ul></section>`;
}

function oneItem({ front, locale, words }: FrontView, item: ShopFrontFacts['items'][number]): Html {
  const { code, name, note, picture, unitsInStock } = item;
  const isSold = code !== null && unitsInStock !== null && unitsInStock > 0;
  return html`<li class="front-item"><a class="front-look" href="${toPath(front.address, item)}">
${picture ? html`<img src="${picture.path}?w=320" alt="" width="112" height="112" loading="lazy">` : html`<span class="front-blank" aria-hidden="true"></span>`}
<span class="front-words"><b>${name}</b><span class="front-price">${toShownPrice(item, locale)}</span>${unitsInStock === 0 && html`<small>${words.soldOut}</small>`}${note && html`<q>${note}</q>`}</span></a>
<p class="front-acts"><a href="${toPath(front.address, item)}">${words.look}</a>${isSold && html`<a class="buy" href="/s/${code}/order">${words.buy}</a>`}</p></li>`;
}

const coming = ({ front, locale, words }: FrontView): Html | false =>
  front.coming !== undefined &&
  html`<section><h2>${words.coming}</h2><p class="front-show">${look(front.coming.cover)}<span><b>${front.coming.title}</b><small><time datetime="${front.coming.startsAt.toISOString()}">${toMomentText(front.coming.startsAt, front.coming.timeZone, locale)}</time></small></span></p></section>`;

const replays = (view: FrontView): Html | false => {
  const shows = showsOf(view, 'replay');
  return (
    shows.length > 0 &&
    html`<section><h2>${view.words.replays}</h2><ul class="front-shows">${shows.map(
      (show) =>
        html`<li><a class="front-show" href="${toPath(view.front.address, show)}">${look(show.cover)}<span><b>${show.title}</b>${show.endedAt && html`<small>${toDayText(show.endedAt, show.timeZone, view.locale)}</small>`}</span></a></li>`,
    )}</ul></section>`
  );
};
