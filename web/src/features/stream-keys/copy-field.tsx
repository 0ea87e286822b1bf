import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Icon } from '../../ui/icon.tsx';

type CopyFieldProps = { label: string; value: string; copyLabel: string };

/** A text to hand to another program: to read, and to copy with one press. */
export function CopyField({ copyLabel, label, value }: CopyFieldProps) {
  const { common } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = copied === value;
  const copy = async () => setCopied((await copyText(value)) ? value : null);
  return (
    <TextInput
      readOnly
      label={label}
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <Tooltip label={isCopied ? common.copied : copyLabel}>
          <ActionIcon aria-label={isCopied ? common.copied : copyLabel} onClick={() => void copy()}>
            <Icon name={isCopied ? 'check' : 'copy'} size={16} />
          </ActionIcon>
        </Tooltip>
      }
    />
  );
}
