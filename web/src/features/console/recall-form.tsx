import { Button, Select, Textarea, TextInput } from '@mantine/core';
import type { recalls } from '@shoal/contract';
import { MAX_CORRECTION_LENGTH, MAX_REASON_LENGTH } from '@shoal/contract/limits';
import { useState } from 'react';
import { useLongSelect } from '../../hooks/use-long-select.ts';
import { useWords } from '../../hooks/use-words.ts';
import { useMaterials } from './use-catalog.ts';
import { type RecallDraft, type useRecallActs, useRecalled } from './use-recall.ts';

type RecallFormProps = {
  brandId: string;
  state: recalls.RecallState;
  recall: ReturnType<typeof useRecallActs>['recall'];
};

/** Why, what consumers read instead, and what to show in its place. The button says what it does. */
export function RecallForm({ brandId, recall, state }: RecallFormProps) {
  const words = useWords().recalls.desk;
  const { materialId, reach, standing } = state;
  const [draft, setDraft] = useState<RecallDraft>({
    reason: standing?.reason ?? '',
    correction: standing?.correction ?? '',
    replacementId: standing?.replacement?.materialId ?? null,
  });
  const change = (part: Partial<RecallDraft>) => setDraft({ ...draft, ...part });
  const recalled = useRecalled(brandId).data;
  const others = useMaterials(brandId).data?.filter((one) => one.materialId !== materialId) ?? [];
  const longSelect = useLongSelect(others);
  const isReady = draft.reason.trim() !== '' && draft.correction.trim() !== '';
  return (
    <>
      <TextInput
        label={words.reason}
        maxLength={MAX_REASON_LENGTH}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={3}
        label={words.correction}
        description={words.correctionHint}
        maxLength={MAX_CORRECTION_LENGTH}
        value={draft.correction}
        onChange={(event) => change({ correction: event.currentTarget.value })}
      />
      <Select
        {...longSelect}
        clearable
        label={words.replacement}
        placeholder={words.noReplacement}
        data={others
          .filter((one) => !recalled?.has(one.materialId))
          .map(({ materialId: value, title }) => ({ value, label: title }))}
        value={draft.replacementId}
        onChange={(replacementId) => change({ replacementId })}
      />
      <p>{standing ? words.changeText : words.effect}</p>
      <Button
        variant="filled"
        color="coral"
        disabled={!isReady}
        loading={recall.isPending}
        onClick={() => recall.mutate(draft)}
      >
        {standing ? words.change : words.confirm(reach.links)}
      </Button>
    </>
  );
}
