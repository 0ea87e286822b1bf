import { Button } from '@mantine/core';
import type { questions } from '@shoal/contract';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import styles from './questions.module.css';
import type { StudioQuestions } from './use-studio-questions.ts';

type QueuedQuestionProps = {
  queue: StudioQuestions;
  question: questions.Question;
  onAnswer: () => void;
  onFile: () => void;
};

/** One question in the host's queue. A row in focus takes keys, the arrows go from row to row. */
export function QueuedQuestion({ onAnswer, onFile, question, queue }: QueuedQuestionProps) {
  const words = useWords().questions;
  const { answer, askerName, state, text, votes } = question;
  const isWaiting = state === 'open' || state === 'answering';
  const take = () => void queue.move(question, state === 'answering' ? 'open' : 'answering');
  const dismiss = () => {
    void queue.dismiss(question);
  };
  const keys: Record<string, () => void> = { a: onAnswer, ...(isWaiting && { t: take, x: dismiss }) };
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const act = keys[event.key.toLowerCase()] ?? toStep(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // The studio has keys of its own.
    act();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the row takes keys; its buttons do the same acts.
    <li className={styles.queued} data-state={state} tabIndex={0} onKeyDown={onKeyDown} aria-label={text}>
      <span className={styles.count} role="img" aria-label={words.votes(votes)}>
        {votes}
      </span>
      <div className={styles.text}>
        <b>{text}</b>
        <small>
          {state === 'answering' && <em>{words.answering}</em>}
          {words.from(askerName)}
        </small>
        {answer && <p className={styles.answer}>{answer.text || words.answeredLive(formatSpan(answer.programmeMs))}</p>}
      </div>
      <div className={styles.acts}>
        <Button size="compact-sm" variant={isWaiting ? 'light' : 'default'} disabled={queue.isBusy} onClick={onAnswer}>
          {isWaiting ? words.studio.answer : words.studio.edit}
        </Button>
        {isWaiting && (
          <Button size="compact-sm" variant="default" disabled={queue.isBusy} onClick={take}>
            {state === 'answering' ? words.studio.putBack : words.studio.take}
          </Button>
        )}
        {isWaiting && (
          <Button size="compact-sm" variant="subtle" color="gray" disabled={queue.isBusy} onClick={dismiss}>
            {words.studio.dismiss}
          </Button>
        )}
        {!isWaiting && queue.canFile && (
          <Button size="compact-sm" variant="light" disabled={queue.isBusy} onClick={onFile}>
            {words.studio.file}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Up and down go to the row above and below. */
function toStep({ currentTarget, key }: KeyboardEvent<HTMLLIElement>): (() => void) | undefined {
  const next = { ArrowDown: currentTarget.nextElementSibling, ArrowUp: currentTarget.previousElementSibling }[key];
  return next instanceof HTMLElement ? () => next.focus() : undefined;
}
