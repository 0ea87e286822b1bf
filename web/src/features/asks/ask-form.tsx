import { Button, Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { MAX_POLL_OPTIONS, MAX_QUESTION_LENGTH } from '@shoal/contract/limits';
import { useState } from 'react';
import { useDraft } from '../../hooks/use-draft.ts';
import { useWords } from '../../hooks/use-words.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { type AskDraft, isComplete, openChoices, type PollDraft } from './ask-drafts.ts';
import styles from './ask-form.module.css';
import { OptionFields } from './option-fields.tsx';
import { QuizFields } from './quiz-fields.tsx';

type AskFormProps = {
  /** What is written in it is kept under this name. */
  name: string;
  first: AskDraft;
  isNew: boolean;
  products: readonly catalog.Product[];
  /** What the button does with it. */
  act: string;
  isBusy: boolean;
  onAct: (draft: AskDraft) => void;
  onClose: () => void;
};

/** Writes a quiz or a poll, to be kept or asked at once. */
export function AskForm({ act, first, isBusy, isNew, name, onAct, onClose, products }: AskFormProps) {
  const words = useWords();
  const { draft: own } = words.asks;
  const [draft, setDraft] = useDraft(name, () => first);
  const [isTried, setTried] = useState(false);
  const isMissing = isTried && !isComplete(draft);
  const title = { quiz: isNew ? own.quiz : own.editQuiz, poll: isNew ? own.poll : own.editPoll }[draft.kind];
  return (
    <OpenDialog onClose={onClose} title={title} size={620}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isComplete(draft)) onAct(draft);
        }}
      >
        {draft.kind === 'quiz' ? (
          <QuizFields draft={draft} products={products} onChange={setDraft} />
        ) : (
          <PollFields draft={draft} onChange={setDraft} />
        )}
        <div className={styles.openFor}>
          <span id="ask-open-for">{own.openFor}</span>
          <SegmentedControl
            aria-labelledby="ask-open-for"
            data={openChoices.map((seconds) => ({ value: String(seconds), label: own.seconds(seconds) }))}
            value={String(draft.openSeconds)}
            onChange={(seconds) => setDraft({ ...draft, openSeconds: Number(seconds) })}
          />
        </div>
        {isMissing && (
          <p className={styles.missing} role="alert">
            {own.fill}
          </p>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            {act}
          </Button>
        </Group>
      </form>
    </OpenDialog>
  );
}

function PollFields({ draft, onChange }: { draft: PollDraft; onChange: (draft: PollDraft) => void }) {
  const words = useWords().asks.draft;
  return (
    <>
      <TextInput
        label={words.pollText}
        data-autofocus
        maxLength={MAX_QUESTION_LENGTH}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
      />
      <OptionFields
        options={draft.options}
        max={MAX_POLL_OPTIONS}
        onChange={(options) => onChange({ ...draft, options })}
      />
      <Checkbox
        label={words.showsLive}
        checked={draft.showsResultsLive}
        onChange={(event) => onChange({ ...draft, showsResultsLive: event.currentTarget.checked })}
      />
    </>
  );
}
