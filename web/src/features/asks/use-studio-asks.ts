import type { asks, CommandRequest, shows } from '@shoal/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import { useHostAct } from '../../hooks/use-host-act.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { broadcasts, commands } from '../../live/wire.ts';
import { useAsked } from './use-asked.ts';

export type Asking = CommandRequest<typeof asks.openAsk>['ask'];
export type StudioAsks = ReturnType<typeof useStudioAsks>;

const CHECK_IN_SECONDS = 60;

/** What the host asks the school: what is prepared, what runs, and how it goes. */
export function useStudioAsks(show: shows.Show, live: StudioLive) {
  const { showId } = show;
  const client = useQueryClient();
  const { story } = useSignal(live.session.log);
  const { ask, phase } = story;
  const counts = useCounts(live, showId);
  const { data } = useAsked(showId);
  const [editing, setEditing] = useState<'quiz' | 'poll' | null>(null);
  const { isBusy, run } = useHostAct();
  const refetch = () => client.invalidateQueries({ queryKey: queryKeys.asks(showId) });
  const step = ask && `${ask.askId} ${ask.closed ? 'closed' : 'open'}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever something opened or closed.
  useEffect(() => {
    if (step) void refetch();
  }, [step]);

  const open = (asking: Asking) =>
    run((idempotencyKey) => live.socket.send(commands.openAsk, { showId, idempotencyKey, ask: asking }));
  const row = data?.asks.find(({ askId }) => askId === ask?.askId);
  return {
    ask,
    editing,
    isBusy,
    isLive: phase === 'live',
    open,
    setEditing,
    brandId: show.brand.brandId,
    prepared: data?.prepared ?? [],
    surprise: data?.surprise ?? null,
    solutions: row?.solutions ?? [],
    timesAsked: (preparedAskId: string) => data?.asks.filter((one) => one.preparedAskId === preparedAskId).length ?? 0,
    counts: (ask && counts.get(ask.askId)) ?? ask?.closed?.counts ?? row?.counts ?? [],
    checkIn: () => open({ from: 'check_in', openSeconds: CHECK_IN_SECONDS }),
    close: (askId: string) =>
      run((idempotencyKey) => live.socket.send(commands.closeAsk, { showId, idempotencyKey, askId })),
    arm: async (everyMinutes: number | null) => {
      const surprise = everyMinutes === null ? null : { everyMinutes, openSeconds: CHECK_IN_SECONDS };
      await run((idempotencyKey) => live.socket.send(commands.armCheckIns, { showId, idempotencyKey, surprise }));
      await refetch();
    },
    listAnswers: (askId: string) => live.socket.send(commands.listAnswers, { showId, askId }),
  };
}

function useCounts(live: StudioLive, showId: string): ReadonlyMap<string, asks.AskCounts> {
  const [counts, setCounts] = useState<ReadonlyMap<string, asks.AskCounts>>(new Map());
  useEffect(
    () =>
      live.socket.on(broadcasts.answersCounted, (said) => {
        if (said.showId === showId) setCounts((before) => new Map(before).set(said.askId, said.counts));
      }),
    [live, showId],
  );
  return counts;
}
