import type { catalog } from '@shoal/contract';
import { type Html, html } from './html.ts';

export type Friend = { displayName: string; tagline: string; face: catalog.Picture | null };

export type FriendWords = { line: string; more?: Html | false; adMark: string | undefined };

/** Who recommends: her face, a line with her name, her own sentence; `more` stands below, the mark at the end. */
export const friendHeader = ({ displayName, face, tagline }: Friend, { adMark, line, more }: FriendWords): Html =>
  html`<header class="friend">
${
  face
    ? html`<img class="friend-face" src="${face.path}?w=320" width="64" height="64" alt="">`
    : html`<span class="friend-face friend-letter" aria-hidden="true">${[...displayName][0] ?? ''}</span>`
}
<div class="friend-said"><p class="friend-name">${line}</p>${tagline && html`<p class="friend-words">${tagline}</p>`}${more}</div>
${adMark && html`<p class="ad-mark">${adMark}</p>`}
</header>`;
