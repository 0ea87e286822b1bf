import { type Html, html } from './html.ts';
import type { ShopView } from './shop-view.ts';

/** What stands in place of a recalled material: what is wrong, what to do, and what to look at instead. */
export function correctionPart({ facts, recallWords, words }: ShopView): Html {
  const { correction, shopkeeper } = facts;
  if (!correction)
    return html`<section class="correction" role="status">
<h2>${words.recalledTitle}</h2><p>${words.recalledText}</p></section>`;
  return html`<section class="correction" role="status" aria-labelledby="correction-title">
<h2 id="correction-title">${recallWords.title}</h2>
<p class="correction-text">${correction.text}</p>
<h3>${recallWords.whatToDo}</h3>
<ul class="correction-acts"><li>${recallWords.ordered(shopkeeper.displayName)}</li><li>${recallWords.notOrdered}</li></ul>
${correction.replacement && replacement(correction.replacement, recallWords.replacement)}
</section>`;
}

type Replacement = NonNullable<NonNullable<ShopView['facts']['correction']>['replacement']>;

const replacement = ({ picture, text, title }: Replacement, label: string): Html => html`<h3>${label}</h3>
<article class="correction-new">
${picture && html`<img src="${picture.path}?w=750" width="${picture.width}" height="${picture.height}" alt="" loading="lazy">`}
<p><strong>${title}</strong></p>${text && html`<p class="correction-text">${text}</p>`}
</article>`;
