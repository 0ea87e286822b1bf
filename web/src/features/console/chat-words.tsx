import { Button, Textarea } from '@mantine/core';
import { MAX_CHAT_WORD_LENGTH, MAX_CHAT_WORDS } from '@shoal/contract/limits';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import styles from './form.module.css';

type ChatWordsProps = { brandId: string; brandName: string };

/** The words of a brand that hold a shopkeeper's message for review. */
export function ChatWords({ brandId, brandName }: ChatWordsProps) {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.chatWords(brandId),
    queryFn: () => call(api.listChatWords, { brandId }),
    refetchOnWindowFocus: false,
  });
  if (error && !data) return <FailedState isDense error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={2} height={36} />;
  return <WordsForm brandId={brandId} brandName={brandName} words={data.words} />;
}

function WordsForm({ brandId, brandName, words }: ChatWordsProps & { words: readonly string[] }) {
  const own = useWords().chat.words;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [text, setText] = useState(words.join('\n'));
  const { isPending, mutate } = useMutation({
    mutationFn: () => call(api.putChatWords, { brandId, words: toLines(text) }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.chatWords(brandId), saved);
      setText(saved.words.join('\n'));
      showDone(own.saved);
    },
    onError: (error) => showFailure(toWords(error)),
  });
  return (
    <div className={`${styles.form} ${styles.nextForm}`}>
      <Textarea
        label={own.label(brandName)}
        description={own.hint}
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.formEnd}>
        <span />
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          {own.save}
        </Button>
      </div>
    </div>
  );
}

const toLines = (text: string): string[] =>
  text
    .split('\n')
    .map((word) => word.trim().slice(0, MAX_CHAT_WORD_LENGTH))
    .filter((word) => word !== '')
    .slice(0, MAX_CHAT_WORDS);
