import type { ShopAssets } from './asset-manifest.ts';
import { type Html, html } from './html.ts';

export type Frame = {
  lang: string;
  title: string;
  assets: ShopAssets;
  nonce: string;
  head?: Html;
  body: Html;
};

/** The operator's colour in the place of ours. It was checked to be a colour, and to be readable. */
const look = ({ look: chosen }: ShopAssets, nonce: string): Html | false =>
  chosen?.accent ? html`<style nonce="${nonce}">:root{--teal:${chosen?.accent}}</style>\n` : false;

/** The document around every page of the shop. */
export const pageFrame = ({ assets, body, head, lang, nonce, title }: Frame): string =>
  html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light">
<meta name="theme-color" content="#f3faf9">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${title}</title>
${head}
${assets.styles.map((path) => html`<link rel="stylesheet" href="${path}" nonce="${nonce}">\n`)}${assets.preloads.map((path) => html`<link rel="modulepreload" fetchpriority="low" href="${path}" nonce="${nonce}">\n`)}${look(assets, nonce)}${assets.script && html`<script type="module" fetchpriority="low" src="${assets.script}" nonce="${nonce}"></script>`}
</head>
${body}
</html>
`.markup;
