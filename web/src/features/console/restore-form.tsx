import { Button, TextInput } from '@mantine/core';
import { MAX_REASON_LENGTH } from '@shoal/contract/limits';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import type { useRecallActs } from './use-recall.ts';

type RestoreFormProps = { restore: ReturnType<typeof useRecallActs>['restore'] };

/** Takes a recall back that should not have been. */
export function RestoreForm({ restore }: RestoreFormProps) {
  const words = useWords().recalls.desk;
  const [reason, setReason] = useState('');
  return (
    <section>
      <h3>{words.restore}</h3>
      <p>{words.restoreText}</p>
      <TextInput
        label={words.restoreReason}
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        mt="sm"
        disabled={reason.trim() === ''}
        loading={restore.isPending}
        onClick={() => restore.mutate(reason)}
      >
        {words.restore}
      </Button>
    </section>
  );
}
