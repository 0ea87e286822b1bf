import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StoryAsk } from '../../live/show-story.ts';
import { formatSpan } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { AnswersDialog } from './answers-dialog.tsx';
import styles from './ask-panel.module.css';
import type { StudioAsks } from './use-studio-asks.ts';

type CurrentAskProps = { asks: StudioAsks; ask: StoryAsk; online: number; serverNowMs: () => number };

/** What runs or ran last: its time, its bars, who has not answered. */
export function CurrentAsk({ ask, asks, online, serverNowMs }: CurrentAskProps) {
  const words = useWords().asks;
  const { studio } = words;
  useNow(500);
  const [isOpen, setOpen] = useState(false);
  const leftMs = Date.parse(ask.closesAt) - serverNowMs();
  const sums = asks.counts.map((bars) => bars.reduce((sum, people) => sum + people, 0));
  const answered = sums.length > 0 ? Math.min(...sums) : 0;
  const state = ask.closed ? studio.closed : leftMs > 0 ? studio.left(formatSpan(leftMs)) : studio.closing;
  return (
    <div className={styles.current}>
      <div className={styles.about}>
        <p>
          <b>{words.kind[ask.kind]}</b> · <span data-open={!ask.closed || undefined}>{state}</span>
        </p>
        <p aria-live="polite">{studio.answered(answered, online)}</p>
        <div>
          {!ask.closed && (
            <Button size="compact-sm" variant="light" disabled={asks.isBusy} onClick={() => void asks.close(ask.askId)}>
              {studio.close}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(true)}>
            {studio.names}
          </Button>
        </div>
      </div>
      {ask.kind === 'check_in' ? (
        <div className={styles.questions}>
          <Bar text={studio.done} people={answered} total={Math.max(online, answered)} isRight={false} />
        </div>
      ) : (
        <div className={styles.questions}>
          {ask.questions.map((question, at) => (
            <div key={question.text}>
              <h3 title={question.text}>{question.text}</h3>
              {question.options.map((option, index) => (
                <Bar
                  key={option}
                  text={option}
                  people={asks.counts[at]?.[index] ?? 0}
                  total={sums[at] ?? 0}
                  isRight={asks.solutions[at]?.rightOption === index}
                />
              ))}
            </div>
          ))}
        </div>
      )}
      {isOpen && <AnswersDialog asks={asks} ask={ask} onClose={() => setOpen(false)} />}
    </div>
  );
}

type BarProps = { text: string; people: number; total: number; isRight: boolean };
function Bar({ isRight, people, text, total }: BarProps) {
  const { room } = useWords().asks;
  return (
    <p className={styles.bar} data-right={isRight || undefined}>
      <i style={{ width: `${total > 0 ? (people / total) * 100 : 0}%` }} />
      <span title={text}>
        {isRight && (
          <>
            <Icon name="check" size={14} />
            <span className="visually-hidden">{room.rightOption}</span>{' '}
          </>
        )}
        {text}
      </span>
      <b>{people}</b>
    </p>
  );
}
