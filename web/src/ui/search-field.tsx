import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { Icon } from './icon.tsx';

type SearchFieldProps = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  isFirst?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** Narrows a list while she types. */
export function SearchField({ isFirst, label, onChange, ref, value }: SearchFieldProps) {
  return (
    <TextInput
      ref={ref}
      type="search"
      flex="1 1 220px"
      maw={420}
      data-autofocus={isFirst || undefined}
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" size={16} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
