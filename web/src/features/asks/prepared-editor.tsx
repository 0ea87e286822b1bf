import { ActionIcon, Button } from '@mantine/core';
import type { asks as wire } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { Icon } from '../../ui/icon.tsx';
import { showFailure } from '../../ui/toast.tsx';
import { type AskDraft, emptyDraft, toTitle } from './ask-drafts.ts';
import { AskForm } from './ask-form.tsx';
import styles from './prepared-editor.module.css';
import { useAsked } from './use-asked.ts';
import { useProducts } from './use-products.ts';

type PreparedEditorProps = {
  showId: string;
  brandId: string;
  /** Null until the segment is saved. */
  segmentId: string | null;
};
type Edited = { preparedAskId: string; draft: AskDraft; isNew: boolean };

/** The quizzes and polls under one segment; each is kept as soon as it is written. */
export function PreparedEditor({ brandId, segmentId, showId }: PreparedEditorProps) {
  const words = useWords().asks;
  const { data } = useAsked(showId);
  const [edited, setEdited] = useState<Edited | null>(null);
  const { isPending, put, remove } = usePrepared(showId, () => setEdited(null));
  if (segmentId === null) return <p className={styles.hint}>{words.console.afterSave}</p>;
  const own = (data?.prepared ?? []).filter((prepared) => prepared.segmentId === segmentId);
  const add = (kind: AskDraft['kind']) =>
    setEdited({ preparedAskId: randomUuid(), draft: emptyDraft(kind), isNew: true });
  return (
    <div className={styles.prepared}>
      {own.map((prepared) => (
        <PreparedChip
          key={prepared.preparedAskId}
          prepared={prepared}
          onEdit={() => setEdited({ ...prepared, isNew: false })}
          onRemove={() => remove(prepared.preparedAskId)}
        />
      ))}
      {(['quiz', 'poll'] as const).map((kind) => (
        <Button
          key={kind}
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name="add" size={14} />}
          onClick={() => add(kind)}
        >
          {kind === 'quiz' ? words.console.addQuiz : words.console.addPoll}
        </Button>
      ))}
      {edited && (
        <EditedAsk
          {...edited}
          name={edited.isNew ? `ask.${edited.draft.kind} ${segmentId}` : `ask.${edited.preparedAskId}`}
          brandId={brandId}
          isBusy={isPending}
          onAct={(draft) => put({ preparedAskId: edited.preparedAskId, segmentId, draft })}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

type EditedAskProps = Edited & {
  name: string;
  brandId: string;
  isBusy: boolean;
  onAct: (draft: AskDraft) => void;
  onClose: () => void;
};
function EditedAsk({ brandId, draft, ...rest }: EditedAskProps) {
  const { asks } = useWords();
  return <AskForm {...rest} first={draft} products={useProducts(brandId)} act={asks.draft.save} />;
}

type PreparedChipProps = { prepared: wire.PreparedAsk; onEdit: () => void; onRemove: () => void };
function PreparedChip({ onEdit, onRemove, prepared: { draft } }: PreparedChipProps) {
  const words = useWords().asks;
  const title = toTitle(draft);
  const size =
    draft.kind === 'quiz'
      ? words.console.questions(draft.questions.length)
      : words.console.options(draft.options.length);
  return (
    <span className={styles.chip}>
      <button type="button" aria-label={words.console.edit(title)} onClick={onEdit}>
        <small>
          {words.kind[draft.kind]} · {size}
        </small>
        {title}
      </button>
      <ActionIcon size={26} aria-label={words.console.remove(title)} onClick={onRemove}>
        <Icon name="close" size={13} />
      </ActionIcon>
    </span>
  );
}

function usePrepared(showId: string, onPut: () => void) {
  const client = useQueryClient();
  const toWords = useFailureWords();
  const shared = {
    onError: (error: Error) => showFailure(toWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.asks(showId) }),
  };
  const put = useMutation({
    mutationFn: (prepared: { preparedAskId: string; segmentId: string; draft: AskDraft }) =>
      call(api.putPreparedAsk, { showId, ...prepared }),
    onSuccess: onPut,
    ...shared,
  });
  const remove = useMutation({
    mutationFn: (preparedAskId: string) => call(api.deletePreparedAsk, { showId, preparedAskId }),
    ...shared,
  });
  return { isPending: put.isPending, put: put.mutate, remove: remove.mutate };
}
