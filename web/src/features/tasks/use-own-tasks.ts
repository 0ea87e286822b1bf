import type { RouteResponse, tasks } from '@shoal/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { Room } from '../../live/room.ts';
import { broadcasts } from '../../live/wire.ts';

type Own = RouteResponse<typeof tasks.listOwnTasks>;
/** Points that came in just now. */
type Gain = { taskId: string; points: number };

/** Where she stands with the tasks of a show: from her own rows once, then as she is told. */
export function useOwnTasks(room: Room, showId: string, isEnabled: boolean) {
  const client = useQueryClient();
  const [gain, setGain] = useState<Gain | null>(null);
  const { data } = useQuery<Own>({
    queryKey: queryKeys.ownTasks(showId),
    queryFn: ({ signal }) => call(api.listOwnTasks, { showId }, signal),
    enabled: isEnabled,
  });
  useEffect(
    () =>
      room.socket.on(broadcasts.taskCredited, ({ showId: of, task }) => {
        if (of !== showId) return;
        const held = client.getQueryData<Own>(queryKeys.ownTasks(showId))?.tasks;
        const gained = task.points - (held?.find(({ taskId }) => taskId === task.taskId)?.points ?? 0);
        if (held && gained > 0) setGain({ taskId: task.taskId, points: gained });
        client.setQueryData<Own>(queryKeys.ownTasks(showId), (known) => {
          const others = known?.tasks.filter(({ taskId }) => taskId !== task.taskId) ?? [];
          const before = known?.tasks.find(({ taskId }) => taskId === task.taskId)?.points ?? 0;
          return { tasks: [...others, task], points: (known?.points ?? 0) + task.points - before };
        });
      }),
    [client, room, showId],
  );
  const hideGain = useCallback(() => setGain(null), []);
  return { find: (taskId: string) => data?.tasks.find((one) => one.taskId === taskId), gain, hideGain };
}
