import type { ShopAssets } from './asset-manifest.ts';
import type { PageLocale } from './choose-locale.ts';
import { html } from './html.ts';
import { pageFrame } from './page-frame.ts';

export type Message = {
  locale: PageLocale;
  title: string;
  text: string;
  /** What the reader can try, in order. */
  steps?: readonly string[] | undefined;
  /** Where to go from here. */
  way?: { path: string; label: string } | undefined;
  assets: ShopAssets;
  nonce: string;
};

/** A page that says one thing, such as that a link leads nowhere. It runs no script. */
export const messagePage = ({ assets, locale, nonce, steps, text, title, way }: Message): string =>
  pageFrame({
    nonce,
    title,
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    assets: { ...assets, script: undefined, preloads: [] },
    body: html`<body><main class="leaflet message"><svg viewBox="0 0 96 48" width="96" height="48" aria-hidden="true"><path fill="#0f9b8e" d="M4 24C18 6 44 4 62 18l20-12c-3 8-4 14-4 18s1 10 4 18L62 30C44 44 18 42 4 24Z"/><circle cx="24" cy="21" r="3" fill="#f3faf9"/></svg><h1>${title}</h1><p>${text}</p>${steps && html`<ul class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ul>`}${way !== undefined && html`<a class="to-front" href="${way.path}">${way.label}</a>`}</main></body>`,
  });
