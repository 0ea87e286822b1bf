import { ShowId } from '@shoal/contract';
import { chooseReload, readReloadWish } from './choose-reload.ts';
import type { EdgeSessions } from './edge-sessions.ts';
import type { EdgeShow } from './edge-show.ts';
import { TARGET_DURATION_S } from './edge-window.ts';
import type { LiveEdge } from './live-edge.ts';

/** RFC 8216bis: a request that waits is answered after three target durations at the latest. */
const MAX_HOLD_MS = 3 * TARGET_DURATION_S * 1_000;
/** Requests that wait, over all shows and viewers. */
const MAX_HELD = 20_000;
const PATH =
  /^\/edge\/([\w.-]{10,120})\/([0-9a-f-]{36})\/(?:(live)\.m3u8|([sp])\/(\d{1,15})\.m4s|([0-9a-f-]{36})\/init\.mp4)$/;

export type EdgeAnswer =
  | { readonly status: 200; readonly type: 'list'; readonly text: Buffer; readonly zipped: Buffer }
  | { readonly status: 200; readonly type: 'media'; readonly bytes: readonly Buffer[] }
  | { readonly status: 400 | 403 | 404 | 503; readonly type: 'refusal' };

export type EdgeReader = {
  /** @param gone aborts when the reader has left. */
  answer: (url: string, gone: AbortSignal) => Promise<EdgeAnswer>;
  countHeld: () => number;
};

const refuse = (status: 400 | 403 | 404 | 503): EdgeAnswer => ({ status, type: 'refusal' });

/** Answers requests of the live edge: the list, its parts and segments, now or when they are there. */
export function edgeReader(deps: { edge: LiveEdge; sessions: EdgeSessions; maxHoldMs?: number }): EdgeReader {
  const { edge, maxHoldMs = MAX_HOLD_MS, sessions } = deps;
  let held = 0;
  const hold = async (wait: (bound: AbortSignal) => Promise<void>, gone: AbortSignal): Promise<boolean> => {
    if (held >= MAX_HELD) return false;
    held += 1;
    const bound = new AbortController();
    const end = () => bound.abort();
    const timer = setTimeout(end, maxHoldMs);
    gone.addEventListener('abort', end, { once: true });
    try {
      await wait(bound.signal);
      return !bound.signal.aborted;
    } finally {
      held -= 1;
      clearTimeout(timer);
      gone.removeEventListener('abort', end);
    }
  };

  const answerList = async (show: EdgeShow, query: URLSearchParams, gone: AbortSignal): Promise<EdgeAnswer> => {
    const wish = readReloadWish(query);
    if (!wish || chooseReload(show.window, wish) === 'refuse') return refuse(400);
    const isThere = await hold((bound) => show.waitForReload(wish, bound), gone);
    if (!isThere) return refuse(503);
    return { status: 200, type: 'list', ...show.render(wish.kind) };
  };
  const answerPart = async (show: EdgeShow, number: number, gone: AbortSignal): Promise<EdgeAnswer> => {
    // Only the next part is hinted; one further on was never told.
    if (number === show.window.nextPart) await hold((bound) => show.waitForPart(number, bound), gone);
    const bytes = show.window.findPart(number)?.bytes;
    return bytes ? { status: 200, type: 'media', bytes } : refuse(404);
  };
  const answerSegment = (show: EdgeShow, number: number): EdgeAnswer => {
    const segment = show.window.findSegment(number);
    if (!segment) return refuse(404);
    return { status: 200, type: 'media', bytes: segment.parts.flatMap(({ bytes }) => bytes) };
  };

  return {
    countHeld: () => held,
    async answer(url, gone) {
      const asked = URL.parse(url, 'http://edge'); // What came need not be an address: `//` is none.
      const [, grant, show, list, kind, number, runId] = PATH.exec(asked?.pathname ?? '') ?? [];
      const showId = ShowId.safeParse(show);
      if (!asked || !grant || !showId.success) return refuse(404);
      if (!sessions.admit(grant, showId.data)) return refuse(403);
      const found = edge.find(showId.data);
      if (!found) return refuse(404);
      if (list || kind === 'p') {
        const answer = await (list
          ? answerList(found, asked.searchParams, gone)
          : answerPart(found, Number(number), gone));
        // Who lost her right while she waited gets nothing of what came meanwhile.
        return sessions.admit(grant, showId.data) ? answer : refuse(403);
      }
      if (kind === 's') return answerSegment(found, Number(number));
      const init = found.window.findInit(runId ?? '');
      return init ? { status: 200, type: 'media', bytes: [init] } : refuse(404);
    },
  };
}
