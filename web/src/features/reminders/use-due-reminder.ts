import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { readStored, writeStored } from '../../hooks/stored.ts';
import { useNow } from '../../hooks/use-now.ts';
import { createServerClock } from '../../live/server-clock.ts';
import { chooseDueReminder, type DueReminder } from './choose-due-reminder.ts';

/** A date may be moved while a page stands open: often enough that ten minutes before is known ten minutes before. */
const REFRESH_MS = 120_000;
const LOOK_MS = 2_000;
const STORED = 'remindersPutAway';
const MAX_PUT_AWAY = 20;

/** What she is to be told of now, on the server's clock; what she puts away stays away in this browser. */
export function useDueReminder(): { due: DueReminder | undefined; nowMs: number; putAway: () => void } {
  const [clock] = useState(() => createServerClock());
  useNow(LOOK_MS); // Looks again.
  const nowMs = clock.nowMs();
  const [away, setAway] = useState(() => readStored(STORED)?.split('\n') ?? []);
  const list = useQuery({
    queryKey: queryKeys.reminders,
    queryFn: async ({ signal }) => {
      const askedAt = performance.now();
      const answer = await call(api.listReminders, {}, signal);
      clock.heard(answer.serverNow, performance.now() - askedAt);
      return answer.reminders;
    },
    refetchInterval: REFRESH_MS,
    refetchIntervalInBackground: true,
  });
  const due = chooseDueReminder(list.data ?? [], { nowMs, isPutAway: (key) => away.includes(key) });
  const putAway = () => {
    if (!due) return;
    const kept = [...away, due.key].slice(-MAX_PUT_AWAY);
    setAway(kept);
    writeStored(STORED, kept.join('\n'));
  };
  return { due, nowMs, putAway };
}
