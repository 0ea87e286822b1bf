import type { CommandOutput, league } from '@shoal/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { broadcasts, commands } from '../../live/wire.ts';
import { placeKey } from './use-own-place.ts';
import type { LeagueLive } from './use-school-goal.ts';

type Opened = CommandOutput<typeof league.openLeague>;
const REFRESH_MS = 3_000;

/** Her league while she looks at it: the top as it is told, her own place every 3 s. */
export function useLeague({ showId, socket }: LeagueLive) {
  const cache = useQueryClient();
  const queryKey = ['league', showId];
  const opened = useQuery({
    queryKey,
    queryFn: async () => {
      const answer = await socket.send(commands.openLeague, { showId });
      cache.setQueryData(placeKey(showId), answer.place);
      return answer;
    },
    refetchInterval: REFRESH_MS,
    gcTime: 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the show
  useEffect(() => {
    const stop = socket.on(broadcasts.topChanged, (said) => {
      if (said.showId !== showId) return;
      cache.setQueryData<Opened>(queryKey, (known) => known && { ...known, league: said.league });
    });
    return () => {
      stop();
      socket.send(commands.closeLeague, { showId }).catch(() => {}); // A lost socket hears nothing anyway.
    };
  }, [socket, showId]);
  const setShowsName = async (showsName: boolean) => {
    await socket.send(commands.showName, { showId, showsName });
    cache.setQueryData<Opened>(queryKey, (known) =>
      known?.place ? { ...known, place: { ...known.place, showsName } } : known,
    );
  };
  return { opened, setShowsName };
}
