import { type inquiries, MAX_ASKER_NAME_LENGTH, MAX_INQUIRY_LENGTH, type ShareCode } from '@shoal/contract';
import type { Words } from '@shoal/contract/words';
import { type Html, html } from './html.ts';

export type AskView = {
  code: ShareCode;
  shopkeeperName: string;
  /** What this browser asked her before. */
  own: readonly inquiries.OwnInquiry[];
  beacon: string;
  idempotencyKey: string;
  values?: { text: string; askerName: string };
  failure?: string | undefined;
  words: Words['inquiries']['page'];
};

/** What was asked, and the form to ask: a plain form, which needs no script. */
export const askSection = (view: AskView): Html => html`<section class="ask" id="ask" aria-labelledby="ask-title">
<h2 id="ask-title">${view.words.title(view.shopkeeperName)}</h2>
<div id="ask-list">${askedList(view)}</div>
${askForm(view)}
</section>`;

/** Questions of this browser with her answers. */
export const askedList = ({
  own,
  shopkeeperName,
  words,
}: Pick<AskView, 'own' | 'shopkeeperName' | 'words'>): Html | false =>
  own.length > 0 &&
  html`<ul class="asked">${own.map(
    ({ answer, path, text }) =>
      html`<li><p class="asked-text">${text}</p>${
        answer === null
          ? html`<p class="asked-waiting">${words.waiting} · <a href="${path}">${words.keep}</a></p>`
          : html`<p class="asked-answer"><b>${words.answer(shopkeeperName)}</b>${answer}</p>`
      }</li>`,
  )}</ul>`;

function askForm({ beacon, code, failure, idempotencyKey, values, words }: AskView): Html {
  return html`<form class="form" id="ask-form" method="post" action="/s/${code}/ask">
<p id="ask-failure" class="form-failure" role="alert">${failure}</p>
<input type="hidden" name="idempotencyKey" value="${idempotencyKey}">
<input type="hidden" name="beacon" value="${beacon}">
<p class="trap" aria-hidden="true"><label>${words.trap}<input name="website" tabindex="-1" autocomplete="off"></label></p>
<label class="field">${words.text}<textarea name="text" rows="3" required placeholder="${words.hint(MAX_INQUIRY_LENGTH)}">${values?.text}</textarea></label>
<label class="field">${words.name}<input name="askerName" type="text" maxlength="${MAX_ASKER_NAME_LENGTH}" autocomplete="nickname" value="${values?.askerName}"></label>
<button class="buy buy-quiet" type="submit">${words.send}</button>
<p class="fine">${words.privacy}</p>
</form>`;
}
