import { useWords } from '../../hooks/use-words.ts';
import type { StoryAsk } from '../../live/show-story.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './ask-card.module.css';
import { TimeRing } from './time-ring.tsx';
import type { AskView } from './use-ask.ts';

type QuizQuestionsProps = {
  view: AskView;
  isConnected: boolean;
  hasBadge: boolean;
  onGive: (question: number, option: number) => void;
};

/** One question after the other; what was right once all may know. */
export function QuizQuestions({ hasBadge, isConnected, onGive, view }: QuizQuestionsProps) {
  const { room } = useWords().asks;
  const { ask, given, phase } = view;
  if (ask.closed) return <QuizResult view={view} closed={ask.closed} hasBadge={hasBadge} />;
  const at = given.indexOf(undefined);
  const question = ask.questions[at];
  if (!question || phase === 'closing') {
    const isWaiting = given.some((answer) => answer?.state === 'waiting');
    const text = phase === 'closing' ? room.closing : isWaiting ? room.sending : room.answered;
    return (
      <p className={styles.calm} role="status">
        {isWaiting && !isConnected ? room.offline : text}
      </p>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <TimeRing view={view} />
        <div>
          <p>
            {room.question(at + 1, ask.questions.length)}
            {ask.product && ` · ${room.about(ask.product.name)}`}
          </p>
          <h2>{question.text}</h2>
        </div>
      </div>
      <div className={styles.options}>
        {question.options.map((option, index) => (
          <button key={option} type="button" className={styles.option} onClick={() => onGive(at, index)}>
            {option}
          </button>
        ))}
      </div>
    </>
  );
}

type QuizResultProps = { view: AskView; closed: NonNullable<StoryAsk['closed']>; hasBadge: boolean };
function QuizResult({ closed, hasBadge, view: { ask, given } }: QuizResultProps) {
  const { room } = useWords().asks;
  const isRight = (at: number) =>
    given[at]?.state === 'counted' && given[at]?.option === closed.solutions[at]?.rightOption;
  const right = ask.questions.filter((_, at) => isRight(at)).length;
  const isAllRight = right === ask.questions.length;
  const wasThere = given.some((answer) => answer?.state === 'counted');
  return (
    <div className={styles.result} role="status">
      <h2>{!wasThere ? room.missed : isAllRight ? room.allRight : room.score(right, ask.questions.length)}</h2>
      {hasBadge && isAllRight && ask.product && (
        <p className={styles.badge}>
          <Icon name="check" size={18} />
          <span>
            <b>{room.badge(ask.product.name)}</b>
            {room.badgeText}
          </span>
        </p>
      )}
      <ol>
        {ask.questions.map((question, at) => (
          <li key={question.text}>
            <h3>{question.text}</h3>
            <Answer question={question} rightOption={closed.solutions[at]?.rightOption} mine={given[at]?.option} />
            {closed.solutions[at]?.explanation && <p>{closed.solutions[at]?.explanation}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}

type AnswerProps = {
  question: StoryAsk['questions'][number];
  rightOption: number | undefined;
  mine: number | undefined;
};
function Answer({ mine, question, rightOption }: AnswerProps) {
  const { room } = useWords().asks;
  const rightText = question.options[rightOption ?? -1];
  const mineText = question.options[mine ?? -1];
  return (
    <p className={styles.answer}>
      <span data-right>
        <Icon name="check" size={16} />
        <span className="visually-hidden">{room.rightOption}</span> {rightText}
      </span>
      {mineText && mine !== rightOption && (
        <span>
          {room.yours}: {mineText}
        </span>
      )}
    </p>
  );
}
