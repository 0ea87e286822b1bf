import { ActionIcon, TextInput } from '@mantine/core';
import { MAX_CHAT_LENGTH } from '@shoal/contract/limits';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useDraftText } from '../../hooks/use-draft.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { Icon } from '../../ui/icon.tsx';
import { showFailure } from '../../ui/toast.tsx';
import styles from './studio.module.css';

type SayFormProps = { live: StudioLive };

/** The host's own word to everybody. */
export function SayForm({ live }: SayFormProps) {
  const { studio } = useWords();
  const { isPending, say, setText, text } = useSay(live);
  return (
    <form className={styles.say} onSubmit={say}>
      <TextInput
        size="sm"
        placeholder={studio.say}
        aria-label={studio.say}
        maxLength={MAX_CHAT_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ActionIcon
        type="submit"
        variant="light"
        color="teal"
        loading={isPending}
        disabled={!text.trim()}
        aria-label={studio.send}
      >
        <Icon name="chat" />
      </ActionIcon>
    </form>
  );
}

function useSay(live: StudioLive) {
  const toWords = useFailureWords();
  const [text, setText] = useDraftText('say');
  const { isPending, mutate } = useMutation({
    mutationFn: (said: string) => live.say(said),
    onSuccess: () => setText(''),
    onError: (error) => showFailure(toWords(error)),
  });
  const say = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !isPending) mutate(text.trim());
  };
  return { isPending, say, setText, text };
}
