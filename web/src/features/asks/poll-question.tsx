import type { asks } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './ask-card.module.css';
import { TimeRing } from './time-ring.tsx';
import type { AskView } from './use-ask.ts';

type PollQuestionProps = {
  view: AskView;
  isConnected: boolean;
  counts: asks.AskCounts | null;
  onGive: (option: number) => void;
};

/** One question; a tap is a vote, another tap a changed mind. Bars when everybody may see them. */
export function PollQuestion({ counts, isConnected, onGive, view }: PollQuestionProps) {
  const { room } = useWords().asks;
  const { ask, given, phase } = view;
  const [question] = ask.questions;
  const mine = given[0];
  const bars = ask.closed?.counts[0] ?? (ask.showsResultsLive ? counts?.[0] : undefined);
  if (!question) return null;
  const isOpen = phase === 'open';
  return (
    <>
      <div className={styles.head}>
        {isOpen && <TimeRing view={view} />}
        <div>
          <p>{ask.closed ? room.result : room.region.poll}</p>
          <h2>{question.text}</h2>
        </div>
      </div>
      <div className={styles.options}>
        {question.options.map((option, index) => (
          <Choice
            key={option}
            text={option}
            isMine={mine?.option === index && mine.state !== 'late'}
            votes={bars?.[index]}
            total={bars?.reduce((sum, votes) => sum + votes, 0) ?? 0}
            {...(isOpen && { onTap: () => onGive(index) })}
          />
        ))}
      </div>
      <p className={styles.small} role="status">
        {phase === 'closing' && room.closing}
        {isOpen && mine?.state === 'counted' && room.voted}
        {isOpen && mine?.state === 'waiting' && (isConnected ? room.sending : room.offline)}
        {mine?.state === 'late' && room.late}
      </p>
    </>
  );
}

type ChoiceProps = { text: string; isMine: boolean; votes: number | undefined; total: number; onTap?: () => void };
function Choice({ isMine, onTap, text, total, votes }: ChoiceProps) {
  const { room } = useWords().asks;
  const share = votes !== undefined && total > 0 ? votes / total : 0;
  const body = (
    <>
      {votes !== undefined && <i style={{ width: `${share * 100}%` }} />}
      <span>
        {text}
        {isMine && !onTap && <em> · {room.yours}</em>}
      </span>
      {votes !== undefined && (
        <b>
          {Math.round(share * 100)}%<span className="visually-hidden">, {room.votes(votes)}</span>
        </b>
      )}
    </>
  );
  if (!onTap) {
    return (
      <div className={styles.option} data-mine={isMine || undefined} data-still>
        {body}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.option}
      aria-pressed={isMine}
      data-mine={isMine || undefined}
      onClick={onTap}
    >
      {body}
    </button>
  );
}
