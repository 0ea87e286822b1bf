/** @jsxImportSource preact */
import type { inquiries } from '@shoal/contract';
import { render } from 'preact';
import { randomUuid } from '../live/random-id.ts';
import type { ShopData } from './shop-data.ts';

type Own = inquiries.OwnInquiry;
/** What she wrote before was sent, though its answer was lost; this is another question. */
const REUSED = 'request.key_reused';
const EVERY_MS = 15_000;

/** Sends the form without leaving the page, and shows her answer as soon as it is there. */
export function startAsking(data: ShopData): void {
  const list = document.getElementById('ask-list');
  const form = document.getElementById('ask-form');
  if (!list || !(form instanceof HTMLFormElement)) return;
  let own = data.own;
  let isAlive = false;
  const show = (next: readonly Own[]) => {
    own = next;
    if (!isAlive) list.replaceChildren(); // What the server wrote gives way once; then it is the script's.
    isAlive = true;
    render(<Asked own={own} words={data.askWords} />, list);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form, data).then(
      (asked) => asked && show([asked, ...own.filter((one) => one.inquiryId !== asked.inquiryId)]),
    );
  });
  const look = () => {
    const isWaiting = own.some(({ answer }) => answer === null);
    if (isWaiting && document.visibilityState === 'visible')
      void fetchOwn(data.code).then((next) => next && show(next));
  };
  setInterval(look, EVERY_MS);
  document.addEventListener('visibilitychange', look);
}

function Asked({ own, words }: { own: readonly Own[]; words: ShopData['askWords'] }) {
  return (
    <ul class="asked" aria-live="polite">
      {own.map(({ answer, inquiryId, path, text }) => (
        <li key={inquiryId}>
          <p class="asked-text">{text}</p>
          {answer === null ? (
            <p class="asked-waiting">
              {words.waiting} · <a href={path}>{words.keep}</a>
            </p>
          ) : (
            <p class="asked-answer">
              <b>{words.answer}</b>
              {answer}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** @returns the question, or undefined when the form says what is wrong. */
async function send(form: HTMLFormElement, { askWords, code }: ShopData): Promise<Own | undefined> {
  const button = form.querySelector('button');
  const failure = document.getElementById('ask-failure');
  const { website, ...asked } = Object.fromEntries(new FormData(form));
  if (button) button.disabled = true;
  const { own, error } = website === '' ? await post(code, asked) : { own: undefined, error: 'inquiries.refused' };
  if (button) button.disabled = false;
  if (failure) failure.textContent = error === undefined ? '' : toWords(error, askWords);
  // A retry had the same; the next question has its own.
  const key = form.elements.namedItem('idempotencyKey');
  if ((own || error === REUSED) && key instanceof HTMLInputElement) key.value = randomUuid();
  if (own) form.reset();
  return own;
}

type Answer = { own?: Own | undefined; error?: string | undefined };

async function post(code: string, asked: object): Promise<Answer> {
  try {
    const response = await fetch(`/api/shop/${code}/inquiries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(15_000),
    });
    const body = await response.json();
    return response.ok ? { own: body as Own } : { error: String(body?.error?.code) }; // The route's own schema.
  } catch {
    return { error: 'offline' };
  }
}

function toWords(code: string, words: ShopData['askWords']): string {
  if (code === 'request.invalid') return words.wrong;
  if (code === 'request.rate_limited') return words.busy;
  if (code === 'inquiries.too_many') return words.tooMany;
  if (code === REUSED) return words.sentAlready;
  return code === 'inquiries.refused' ? words.refused : words.failed;
}

async function fetchOwn(code: string): Promise<readonly Own[] | undefined> {
  try {
    const response = await fetch(`/api/shop/${code}/inquiries`, { signal: AbortSignal.timeout(8_000) });
    return response.ok ? ((await response.json()) as { inquiries: Own[] }).inquiries : undefined; // The route's own schema.
  } catch {
    return undefined; // Offline or cut: the next look tells.
  }
}
