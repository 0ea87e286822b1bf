import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import styles from './page.module.css';

/** Whether what consumers see says that it is advertising. */
export function AdMark() {
  const words = useWords().claims;
  const { data, error, isPending, put, refetch } = useAdMark();
  return (
    <section className={styles.section}>
      <header>
        <h2>{words.adMark}</h2>
        <small>{words.adMarkText}</small>
      </header>
      {!data && error && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={1} height={28} />}
      {data && (
        <Switch
          size="md"
          label={words.adMarkShown}
          checked={data.isShown}
          disabled={isPending}
          onChange={(event) => put(event.currentTarget.checked)}
        />
      )}
    </section>
  );
}

function useAdMark() {
  const words = useWords().claims;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.adMark,
    queryFn: ({ signal }) => call(api.getAdMark, {}, signal),
  });
  const { isPending, mutate } = useMutation({
    mutationFn: (isShown: boolean) => call(api.putAdMark, { isShown }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.adMark, saved);
      showDone(saved.isShown ? words.adMarkOn : words.adMarkOff);
    },
    onError: (failure) => showFailure(toWords(failure)),
  });
  return { data, error, isPending, put: (isShown: boolean) => mutate(isShown), refetch };
}
