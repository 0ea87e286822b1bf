import type { league } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { broadcasts, commands } from '../../live/wire.ts';
import type { LeagueLive } from './use-school-goal.ts';

export const placeKey = (showId: string) => ['league-place', showId] as const;

const EVERY_MS = 20_000;
const SPREAD_MS = 10_000;

/**
 * Her place beside the goal: asked for after every join, then now and then, each phone at its own pace; and when what
 * she was credited with has reached the board, which is when the goal moves.
 */
export function useOwnPlace({ show, showId, socket }: LeagueLive, hasPlace: boolean): league.OwnPlace | null {
  const { joins } = useSignal(show.presence);
  const { data, refetch } = useQuery({
    queryKey: placeKey(showId),
    queryFn: async () => (await socket.send(commands.getPlace, { showId })).place,
    enabled: hasPlace && joins > 0,
    refetchInterval: () => EVERY_MS + Math.random() * SPREAD_MS,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    let isCredited = false;
    const stopCredit = socket.on(broadcasts.taskCredited, (said) => {
      isCredited ||= said.showId === showId;
    });
    const stopGoal = socket.on(broadcasts.goalChanged, (said) => {
      if (!isCredited || said.showId !== showId) return;
      isCredited = false;
      void refetch();
    });
    return () => {
      stopCredit();
      stopGoal();
    };
  }, [socket, showId, refetch]);
  return data ?? null;
}
