import { Button, Select, Textarea, TextInput } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { MAX_QUESTION_LENGTH, MAX_QUIZ_OPTIONS, MAX_QUIZ_QUESTIONS } from '@shoal/contract/limits';
import { useLongSelect } from '../../hooks/use-long-select.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { emptyQuestion, type QuizDraft, withAt, withoutAt } from './ask-drafts.ts';
import styles from './ask-form.module.css';
import { OptionFields } from './option-fields.tsx';

type QuizFieldsProps = {
  draft: QuizDraft;
  products: readonly catalog.Product[];
  onChange: (draft: QuizDraft) => void;
};

/** One to three questions, and the product that they are about. */
export function QuizFields({ draft, onChange, products }: QuizFieldsProps) {
  const words = useWords().asks.draft;
  const { productId, questions } = draft;
  const longSelect = useLongSelect(products);
  const setQuestions = (next: QuizDraft['questions']) => onChange({ ...draft, questions: next });
  return (
    <>
      <Select
        {...longSelect}
        label={words.product}
        description={words.productHint}
        placeholder={words.noProduct}
        clearable
        data={products.map((product) => ({ value: product.productId, label: product.name }))}
        value={productId}
        onChange={(next) => onChange({ ...draft, productId: next })}
      />
      <p className={styles.hint}>{words.rightHint}</p>
      {questions.map((question, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a question has no other name than its place.
          key={at}
          className={styles.question}
        >
          <legend>{words.question(at + 1)}</legend>
          <TextInput
            aria-label={`${words.question(at + 1)}: ${words.questionText}`}
            placeholder={words.questionText}
            maxLength={MAX_QUESTION_LENGTH}
            value={question.text}
            onChange={(event) => setQuestions(withAt(questions, at, { ...question, text: event.currentTarget.value }))}
          />
          <QuestionOptions question={question} at={at} onChange={(next) => setQuestions(withAt(questions, at, next))} />
          <Textarea
            aria-label={`${words.question(at + 1)}: ${words.explanation}`}
            placeholder={words.explanation}
            autosize
            minRows={1}
            maxRows={3}
            maxLength={MAX_QUESTION_LENGTH}
            value={question.explanation ?? ''}
            onChange={(event) =>
              setQuestions(withAt(questions, at, { ...question, explanation: event.currentTarget.value }))
            }
          />
          {questions.length > 1 && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => setQuestions(withoutAt(questions, at))}
            >
              {words.removeQuestion(at + 1)}
            </Button>
          )}
        </fieldset>
      ))}
      {questions.length < MAX_QUIZ_QUESTIONS && (
        <Button
          variant="light"
          leftSection={<Icon name="add" size={16} />}
          onClick={() => setQuestions([...questions, emptyQuestion()])}
        >
          {words.addQuestion}
        </Button>
      )}
    </>
  );
}

type Question = QuizDraft['questions'][number];
type QuestionOptionsProps = { question: Question; at: number; onChange: (question: Question) => void };
function QuestionOptions({ at, onChange, question }: QuestionOptionsProps) {
  // An option that goes tells twice: the list, then which is right now.
  let next = question;
  const patch = (part: Partial<Question>) => {
    next = { ...next, ...part };
    onChange(next);
  };
  return (
    <OptionFields
      options={question.options}
      max={MAX_QUIZ_OPTIONS}
      onChange={(options) => patch({ options })}
      right={{
        option: question.rightOption,
        name: `right-${at}`,
        onChange: (rightOption) => patch({ rightOption }),
      }}
    />
  );
}
