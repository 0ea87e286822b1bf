import { ActionIcon, Button, Radio, TextInput } from '@mantine/core';
import { MAX_OPTION_LENGTH } from '@shoal/contract/limits';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { withAt, withoutAt } from './ask-drafts.ts';
import styles from './ask-form.module.css';

type OptionFieldsProps = {
  options: readonly string[];
  max: number;
  /** Of a quiz: which one is right. */
  right?: { option: number; name: string; onChange: (option: number) => void };
  onChange: (options: string[]) => void;
};

/** The answers to choose from, two at least. */
export function OptionFields({ max, onChange, options, right }: OptionFieldsProps) {
  const { draft } = useWords().asks;
  const remove = (at: number) => {
    onChange(withoutAt(options, at));
    if (right && right.option >= at && right.option > 0) right.onChange(right.option - 1);
  };
  return (
    <div className={styles.options}>
      {options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option has no other name than its place.
        <div key={at} className={styles.option}>
          {right && (
            <Radio
              name={right.name}
              aria-label={draft.isRight(at + 1)}
              checked={right.option === at}
              onChange={() => right.onChange(at)}
            />
          )}
          <TextInput
            aria-label={draft.option(at + 1)}
            placeholder={draft.option(at + 1)}
            maxLength={MAX_OPTION_LENGTH}
            value={option}
            onChange={(event) => onChange(withAt(options, at, event.currentTarget.value))}
          />
          {options.length > 2 && (
            <ActionIcon size={30} aria-label={draft.removeOption(at + 1)} onClick={() => remove(at)}>
              <Icon name="close" size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {options.length < max && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name="add" size={14} />}
          onClick={() => onChange([...options, ''])}
        >
          {draft.addOption}
        </Button>
      )}
    </div>
  );
}
