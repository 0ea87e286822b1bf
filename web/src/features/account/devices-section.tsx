import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatRelative } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import styles from './account.module.css';
import { toDeviceName } from './to-device-name.ts';

/** Where the account is signed in, and ending what one does not know. */
export function DevicesSection() {
  const { account } = useWords();
  const locale = useLocale();
  const now = useNow(30_000);
  const { end, sessions } = useDevices();
  return (
    <section className={styles.section}>
      <h2>{account.devices}</h2>
      <p className={styles.small}>{account.devicesText}</p>
      {!sessions.data && sessions.error && (
        <FailedState isDense error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {!sessions.data && !sessions.error && <SkeletonRows count={2} height={52} />}
      <ul className={styles.devices}>
        {sessions.data?.map(({ isThisOne, lastSeenAt, sessionId, userAgent }) => (
          <li key={sessionId}>
            <Icon name={/mobile|iphone|android/i.test(userAgent) ? 'device' : 'screen'} />
            <div className={styles.deviceName}>
              {toDeviceName(userAgent) ?? account.unknownDevice}
              <p className={styles.small}>{account.lastSeen(formatRelative(lastSeenAt, now, locale))}</p>
            </div>
            {isThisOne ? (
              <Badge variant="light" tt="none">
                {account.thisDevice}
              </Badge>
            ) : (
              <Button size="xs" onClick={() => end(sessionId)}>
                {account.endDevice}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useDevices() {
  const { account } = useWords();
  const toWords = useFailureWords();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: queryKeys.sessions,
    queryFn: ({ signal }) => call(api.listSessions, {}, signal),
    select: (answer) => answer.sessions,
  });
  const { mutate } = useMutation({
    mutationFn: (sessionId: string) => call(api.endSession, { sessionId }),
    onSuccess: () => {
      showDone(account.deviceEnded);
      return client.invalidateQueries({ queryKey: queryKeys.sessions });
    },
    onError: (error) => showFailure(toWords(error)),
  });
  return { end: (sessionId: string) => mutate(sessionId), sessions };
}
