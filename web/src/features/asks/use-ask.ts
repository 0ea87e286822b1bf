import { useEffect, useRef, useState } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import { findAnswer, type MyAnswer, type MyAnswers } from '../../live/answers-outbox.ts';
import type { StoryAsk } from '../../live/show-story.ts';

/** How long what came of it stands: a check-in needs a glance, a quiz wants reading. */
const RESULT_STANDS_MS = { check_in: 6_000, quiz: 120_000, poll: 60_000 } as const;
const SHORT_MS = 80;

export type AskView = {
  ask: StoryAsk;
  /** Her answer to each question. */
  given: readonly (MyAnswer | undefined)[];
  phase: 'open' | 'closing' | 'closed';
  leftMs: number;
  /** From 1 to 0 as the time runs out. */
  leftShare: number;
};

/** The ask that has to be on the screen now; undefined when none has. `nowMs` is the server's clock. */
export function chooseAskView(ask: StoryAsk | null, answers: MyAnswers, nowMs: number): AskView | undefined {
  if (!ask) return undefined;
  if (ask.closed && nowMs - Date.parse(ask.closed.at) > RESULT_STANDS_MS[ask.kind]) return undefined;
  const leftMs = Math.max(0, Date.parse(ask.closesAt) - nowMs);
  const wholeMs = Date.parse(ask.closesAt) - Date.parse(ask.openedAt);
  const places = ask.kind === 'check_in' ? 1 : ask.questions.length;
  return {
    ask,
    leftMs,
    leftShare: wholeMs > 0 ? Math.min(1, leftMs / wholeMs) : 0,
    phase: ask.closed ? 'closed' : leftMs > 0 ? 'open' : 'closing',
    given: Array.from({ length: places }, (_, question) => findAnswer(answers, { askId: ask.askId, question })),
  };
}

type AskState = { ask: StoryAsk | null; answers: MyAnswers; serverNowMs: () => number };

/** Follows the ask, counts down, and remembers what she put away. */
export function useAsk({ answers, ask, serverNowMs }: AskState) {
  useNow(ask?.closed === null ? 500 : 2_000);
  const [putAway, setPutAway] = useState<string | null>(null);
  const view = chooseAskView(ask, answers, serverNowMs());
  const step = view && `${view.ask.askId} ${view.ask.closed ? 'closed' : 'open'}`;
  const isShown = view !== undefined && putAway !== step;
  return { view: isShown ? view : undefined, onPutAway: () => setPutAway(step ?? null) };
}

/** When an ask came into sight, for how long she took; a short vibration goes with it. */
export function useShownAt(askId: string): () => number {
  const shownAt = useRef(performance.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another ask comes into sight anew.
  useEffect(() => {
    shownAt.current = performance.now();
    // Before her first tap the browser would refuse and complain.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHORT_MS);
  }, [askId]);
  return () => performance.now() - shownAt.current;
}
