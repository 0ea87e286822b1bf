import type { asks } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './ask-card.module.css';
import { CheckIn } from './check-in.tsx';
import { PollQuestion } from './poll-question.tsx';
import { QuizQuestions } from './quiz-questions.tsx';
import { type AskView, useShownAt } from './use-ask.ts';

export type GiveAnswer = (
  place: { askId: string; question: number },
  given: { option: number; tookMs: number },
) => void;

type AskCardProps = {
  view: AskView;
  isConnected: boolean;
  /** Of a poll that is shown live. */
  liveCounts: asks.AskCounts | null;
  /** She has this product's badge. */
  hasBadge: boolean;
  onAnswer: GiveAnswer;
  onPutAway: () => void;
};

/** What the host asks, above the thumb's bar: it pushes the feed up and covers nothing. */
export function AskCard({ hasBadge, isConnected, liveCounts, onAnswer, onPutAway, view }: AskCardProps) {
  const { room } = useWords().asks;
  const { ask, given, phase } = view;
  const tookMs = useShownAt(ask.askId);
  const give = (question: number, option: number) =>
    onAnswer({ askId: ask.askId, question }, { option, tookMs: tookMs() });
  const isOver = phase !== 'open' || given.every((answer) => answer !== undefined);
  return (
    <section className={styles.card} aria-label={room.region[ask.kind]} data-kind={ask.kind} data-phase={phase}>
      {ask.kind === 'check_in' && <CheckIn view={view} isConnected={isConnected} onHere={() => give(0, 0)} />}
      {ask.kind === 'quiz' && <QuizQuestions view={view} isConnected={isConnected} hasBadge={hasBadge} onGive={give} />}
      {ask.kind === 'poll' && (
        <PollQuestion view={view} isConnected={isConnected} counts={liveCounts} onGive={(option) => give(0, option)} />
      )}
      {isOver && (
        <div className={styles.away}>
          <TapButton icon="close" label={room.dismiss} onClick={onPutAway} />
        </div>
      )}
    </section>
  );
}

/** What has happened, for who does not see the card; it stays on the page so that it is heard. */
export function AskNews({ view }: { view: AskView | undefined }) {
  const { room } = useWords().asks;
  return (
    <div className="visually-hidden" aria-live="assertive">
      {view?.phase === 'open' && room.opened[view.ask.kind]}
    </div>
  );
}
