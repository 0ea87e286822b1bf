import { SegmentedControl, Textarea } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { MAX_TEXT_LENGTH } from '@shoal/contract/limits';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './form.module.css';

const all: readonly catalog.CopyTone[] = ['expert', 'warm', 'short'];
type TonesFieldProps = { tones: catalog.CopyTones; onChange: (tones: catalog.CopyTones) => void };

/** The words of a material in other tones, one at a time; a tone without words is not offered. */
export function TonesField({ onChange, tones }: TonesFieldProps) {
  const { console: words, forward } = useWords();
  const [tone, setTone] = useState<catalog.CopyTone>('expert');
  const written = (of: catalog.CopyTone) => (tones[of]?.trim() ? ' ✓' : '');
  return (
    <fieldset className={styles.tones}>
      <legend>{words.tones}</legend>
      <SegmentedControl
        fullWidth
        aria-label={words.tones}
        data={all.map((value) => ({ value, label: forward.tone[value] + written(value) }))}
        value={tone}
        onChange={(value) => setTone(value as catalog.CopyTone)} // One of the listed values.
      />
      <Textarea
        aria-label={`${words.tones}: ${forward.tone[tone]}`}
        description={words.tonesHint}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={MAX_TEXT_LENGTH}
        value={tones[tone] ?? ''}
        onChange={(event) => onChange({ ...tones, [tone]: event.currentTarget.value })}
      />
    </fieldset>
  );
}
