import type { catalog } from '@shoal/contract';
import { type Html, html } from './html.ts';

export type Friend = { displayName: string; tagline: string; face: catalog.Picture | null };

export type FriendWords = { line: Html; more?: Html | false; adMark: string | undefined };

/** Who recommends: her face, a line with her name, her own sentence; `more` stands below, the mark beside the line. */
export const friendHeader = ({ displayName, face, tagline }: Friend, { adMark, line, more }: FriendWords): Html =>
  html`<header class="friend">
${
  face
    ? html`<img class="friend-face" src="${face.path}?w=320" width="64" height="64" alt="">`
    : html`<span class="friend-face friend-letter" aria-hidden="true">${[...displayName][0] ?? ''}</span>`
}
<div class="friend-said">${adMark && html`<p class="ad-mark">${adMark}</p>`}${line}${tagline && html`<p class="friend-words">${tagline}</p>`}${more}</div>
</header>`;
