import type { questions } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './questions.module.css';

type QuestionRowProps = {
  question: questions.Question;
  isMine: boolean;
  isWanted: boolean;
  /** Left out when she cannot vote now. */
  onVote?: (isWanted: boolean) => void;
};

/** One question: how many want to know, who asked, and what the host said. */
export function QuestionRow({ isMine, isWanted, onVote, question }: QuestionRowProps) {
  const words = useWords().questions;
  const { answer, askerName, state, text, votes } = question;
  const canVote = state === 'open' || state === 'answering';
  return (
    <li className={styles.row} data-state={state}>
      {canVote && (
        <button
          type="button"
          className={styles.vote}
          aria-pressed={isWanted}
          aria-label={words.vote(text, votes)}
          disabled={!onVote}
          onClick={() => onVote?.(!isWanted)}
        >
          <Icon name="raise" size={18} />
          {votes}
        </button>
      )}
      <div className={styles.text}>
        <b>{text}</b>
        <small>
          {state === 'answering' && <em>{words.answering}</em>}
          {isMine ? <em data-mine>{words.mine}</em> : words.from(askerName)}
          {!canVote && state !== 'dismissed' && ` · ${words.votes(votes)}`}
        </small>
        {state === 'dismissed' && <p className={styles.note}>{words.dismissed}</p>}
        {answer && <p className={styles.answer}>{answer.text || words.answeredLive(formatSpan(answer.programmeMs))}</p>}
      </div>
    </li>
  );
}
