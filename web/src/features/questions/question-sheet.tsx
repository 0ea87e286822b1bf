import type { questions } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { QuestionComposer } from './question-composer.tsx';
import { QuestionRow } from './question-row.tsx';
import styles from './questions.module.css';
import type { QuestionsLive } from './use-questions.ts';
import { useRoomQuestions } from './use-room-questions.ts';

type QuestionSheetProps = {
  live: QuestionsLive;
  /** The crew looks on. */
  canAsk: boolean;
  isMuted: boolean;
  isConnected: boolean;
  onClose: () => void;
};

/** What the school asks: hers, what waits, what is answered; and a line to ask. */
export function QuestionSheet({ canAsk, isConnected, isMuted, live, onClose }: QuestionSheetProps) {
  const words = useWords().questions;
  const { data, error, isSending, left, raise, retry, sorted, vote } = useRoomQuestions(live);
  const isEmpty = data?.questions.length === 0 && data.faqs.length === 0;
  const rows = (list: readonly questions.Question[]) =>
    list.map((question) => (
      <QuestionRow
        key={question.questionId}
        question={question}
        isMine={data?.mine.includes(question.questionId) ?? false}
        isWanted={data?.voted.includes(question.questionId) ?? false}
        {...(canAsk && isConnected && { onVote: (isWanted) => void vote(question.questionId, isWanted) })}
      />
    ));
  return (
    <Sheet title={words.title} onClose={onClose} isTall>
      <div className={styles.scroll}>
        {!data && !error && <SkeletonRows count={5} height={64} />}
        {!data && error && <FailedState error={error} onRetry={retry} isDense />}
        {isEmpty && <EmptyState icon="question" title={words.empty} text={words.emptyText} isDense />}
        <Part title={words.waiting} items={rows([...(sorted?.waiting ?? []), ...(sorted?.dismissed ?? [])])} />
        <Part title={words.answered} items={rows(sorted?.answered ?? [])} />
        <Part
          title={words.faqs}
          items={(sorted?.faqs ?? []).map(({ answer, faqId, productName, question }) => (
            <li key={faqId} className={styles.row}>
              <div className={styles.text}>
                <small>{words.about(productName)}</small>
                <b>{question}</b>
                <p className={styles.answer}>{answer}</p>
              </div>
            </li>
          ))}
        />
      </div>
      {canAsk && <QuestionComposer {...{ isConnected, isMuted, isSending, left }} onRaise={raise} />}
    </Sheet>
  );
}

function Part({ items, title }: { title: string; items: readonly ReactNode[] }) {
  if (items.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <ul aria-label={title}>{items}</ul>
    </section>
  );
}
