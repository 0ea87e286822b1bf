import { Button, Select, Textarea, TextInput } from '@mantine/core';
import type { questions } from '@shoal/contract';
import { MAX_ANSWER_LENGTH, MAX_RAISED_LENGTH } from '@shoal/contract/limits';
import { useState } from 'react';
import { useDraft } from '../../hooks/use-draft.ts';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useLongSelect } from '../../hooks/use-long-select.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useWords } from '../../hooks/use-words.ts';
import styles from './questions.module.css';
import type { StudioQuestions } from './use-studio-questions.ts';

type FaqFormProps = { queue: StudioQuestions; question: questions.Question; onDone: () => void };

/** Files a question under a product, in words that buyers read. */
export function FaqForm({ onDone, question: asked, queue }: FaqFormProps) {
  const words = useWords().questions.studio;
  const [draft, setDraft] = useDraft(`faq.${asked.questionId}`, () => ({
    productId: queue.products[0]?.productId ?? '',
    question: asked.text,
    answer: asked.answer?.text ?? '',
  }));
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const toProblem = useUnproven(refusal);
  const longSelect = useLongSelect(queue.products);
  const form = useFirstWrong<HTMLFormElement>(refusal);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  if (queue.products.length === 0) return <p>{words.noProducts}</p>;
  const file = async () => {
    setTried(true);
    if (draft.answer.trim() && draft.question.trim() && (await queue.file(asked, draft, setRefusal))) onDone();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void file();
      }}
    >
      <Select
        {...longSelect}
        label={words.product}
        description={words.fileHint}
        allowDeselect={false}
        data={queue.products.map(({ name, productId }) => ({ value: productId, label: name }))}
        value={draft.productId}
        onChange={(productId) => productId && change({ productId })}
      />
      <TextInput
        label={words.question}
        maxLength={MAX_RAISED_LENGTH}
        value={draft.question}
        onChange={(event) => change({ question: event.currentTarget.value })}
      />
      <Textarea
        label={words.answerLabel}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={MAX_ANSWER_LENGTH}
        error={isTried && draft.answer.trim() === '' ? words.needAnswer : toProblem(draft.answer)}
        value={draft.answer}
        onChange={(event) => change({ answer: event.currentTarget.value })}
      />
      <div className={styles.formEnd}>
        <Button type="submit" variant="filled" loading={queue.isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
