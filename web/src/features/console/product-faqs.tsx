import { Button, Textarea, TextInput } from '@mantine/core';
import type { questions } from '@shoal/contract';
import { MAX_ANSWER_LENGTH, MAX_RAISED_LENGTH } from '@shoal/contract/limits';
import { useState } from 'react';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import faqsStyles from './faqs.module.css';
import formStyles from './form.module.css';
import pageStyles from './page.module.css';
import { useProductFaqs } from './use-product-faqs.ts';

type ProductFaqsProps = { productId: questions.Faq['productId'] };

/** What buyers of a product are told: read, changed, put away. */
export function ProductFaqs({ productId }: ProductFaqsProps) {
  const words = useWords().questions.console;
  const { archive, data, error, failure, isPending, refetch, save } = useProductFaqs(productId);
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <section className={faqsStyles.faqs} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={pageStyles.faint}>{words.text}</p>
      {!data && !error && <SkeletonRows count={2} height={56} />}
      {!data && error && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <p className={pageStyles.faint}>
          {words.empty} · {words.emptyText}
        </p>
      )}
      <ul>
        {data?.map((faq) => (
          <li key={faq.faqId}>
            {editing === faq.faqId ? (
              <FaqFields
                faq={faq}
                isPending={isPending}
                failure={failure}
                onCancel={() => setEditing(null)}
                onSave={async (draft) => {
                  if (await save(faq, draft)) setEditing(null);
                }}
              />
            ) : (
              <FaqLine faq={faq} onEdit={() => setEditing(faq.faqId)} onArchive={() => void archive(faq)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type FaqLineProps = { faq: questions.FiledFaq; onEdit: () => void; onArchive: () => void };
function FaqLine({ faq, onArchive, onEdit }: FaqLineProps) {
  const words = useWords().questions.console;
  return (
    <>
      <b>{faq.question}</b>
      <p>{faq.answer}</p>
      <div className={faqsStyles.faqEnd}>
        <span className={pageStyles.faint}>{faq.showTitle !== null && words.from(faq.showTitle)}</span>
        <Button size="compact-sm" variant="default" aria-label={`${words.edit} ${faq.question}`} onClick={onEdit}>
          {words.edit}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={`${words.archive} ${faq.question}`}
          onClick={onArchive}
        >
          {words.archive}
        </Button>
      </div>
    </>
  );
}

type FaqDraft = { question: string; answer: string };
type FaqFieldsProps = {
  faq: questions.FiledFaq;
  isPending: boolean;
  failure: unknown;
  onSave: (draft: FaqDraft) => Promise<void>;
  onCancel: () => void;
};
function FaqFields({ failure, faq, isPending, onCancel, onSave }: FaqFieldsProps) {
  const { common, questions: words } = useWords();
  const [draft, setDraft] = useState<FaqDraft>({ question: faq.question, answer: faq.answer });
  const toProblem = useUnproven(failure);
  const form = useFirstWrong(failure);
  const isWhole = draft.question.trim() !== '' && draft.answer.trim() !== '';
  return (
    <div className={formStyles.form} ref={form}>
      <TextInput
        label={words.studio.question}
        maxLength={MAX_RAISED_LENGTH}
        value={draft.question}
        onChange={(event) => setDraft({ ...draft, question: event.currentTarget.value })}
      />
      <Textarea
        label={words.studio.answerLabel}
        autosize
        minRows={2}
        maxLength={MAX_ANSWER_LENGTH}
        error={draft.answer.trim() === '' ? words.studio.needAnswer : toProblem(draft.answer)}
        value={draft.answer}
        onChange={(event) => setDraft({ ...draft, answer: event.currentTarget.value })}
      />
      <div className={faqsStyles.faqEnd}>
        <span />
        <Button size="compact-md" variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button size="compact-md" disabled={!isWhole} loading={isPending} onClick={() => void onSave(draft)}>
          {common.save}
        </Button>
      </div>
    </div>
  );
}
