import { Button, Textarea } from '@mantine/core';
import type { questions } from '@shoal/contract';
import { MAX_ANSWER_LENGTH } from '@shoal/contract/limits';
import { useDraft } from '../../hooks/use-draft.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './questions.module.css';
import type { StudioQuestions } from './use-studio-questions.ts';

type AnswerFormProps = { queue: StudioQuestions; question: questions.Question; onDone: () => void };

/** Answers in words, or says that it was answered live. */
export function AnswerForm({ onDone, question, queue }: AnswerFormProps) {
  const words = useWords().questions.studio;
  const [text, setText] = useDraft(`answer.${question.questionId}`, () => question.answer?.text ?? '');
  const send = async (answer: string) => {
    if (await queue.answer(question, answer)) onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) void send(text.trim());
      }}
    >
      <b>{question.text}</b>
      <Textarea
        data-autofocus
        label={words.words}
        description={words.wordsHint}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={MAX_ANSWER_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.formEnd}>
        {!question.answer && (
          <Button variant="light" disabled={queue.isBusy} onClick={() => void send('')}>
            {words.sayLive}
          </Button>
        )}
        <Button type="submit" variant="filled" loading={queue.isBusy} disabled={text.trim() === ''}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}
