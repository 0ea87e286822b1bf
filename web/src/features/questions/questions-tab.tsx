import type { questions } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AnswerForm } from './answer-form.tsx';
import { FaqForm } from './faq-form.tsx';
import styles from './questions.module.css';
import { QueuedQuestion } from './queued-question.tsx';
import type { StudioQuestions } from './use-studio-questions.ts';

type Open = { form: 'answer' | 'file'; question: questions.Question };

/** The host's queue by votes; each question answered, taken up or dismissed from its row, also by keys. */
export function QuestionsTab({ queue }: { queue: StudioQuestions }) {
  const { questions: words } = useWords();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { sorted } = queue;
  const isEmpty = sorted && sorted.waiting.length + sorted.answered.length === 0;
  const rows = (list: readonly questions.Question[], title: string) =>
    list.length > 0 && (
      <section className={styles.part}>
        <h3>{title}</h3>
        <ul className={styles.rows} aria-label={title}>
          {list.map((question) => (
            <QueuedQuestion
              key={question.questionId}
              queue={queue}
              question={question}
              onAnswer={() => setOpen({ form: 'answer', question })}
              onFile={() => setOpen({ form: 'file', question })}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <div className={styles.scroll}>
      {!sorted && !queue.error && <SkeletonRows count={5} height={56} />}
      {queue.error && <FailedState isDense error={queue.error} onRetry={queue.retry} />}
      {isEmpty && <EmptyState isDense icon="question" title={words.studio.empty} text={words.studio.emptyText} />}
      {sorted && sorted.waiting.length > 0 && <p className={styles.keys}>{words.studio.keys}</p>}
      {sorted && rows(sorted.waiting, words.waiting)}
      {sorted && rows(sorted.answered, words.answered)}
      {open && (
        <OpenDialog onClose={close} title={open.form === 'file' ? words.studio.file : words.studio.answer}>
          {open.form === 'answer' && <AnswerForm queue={queue} question={open.question} onDone={close} />}
          {open.form === 'file' && <FaqForm queue={queue} question={open.question} onDone={close} />}
        </OpenDialog>
      )}
    </div>
  );
}
