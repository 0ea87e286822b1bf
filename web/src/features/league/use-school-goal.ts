import type { league } from '@shoal/contract';
import { useEffect, useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import type { ShowSession } from '../../live/show-session.ts';
import { broadcasts, commands } from '../../live/wire.ts';

/** The live parts of a page that the goal and the leagues need. */
export type LeagueLive = {
  showId: string;
  socket: Pick<LiveSocket, 'send' | 'on'>;
  show: Pick<ShowSession, 'presence' | 'log'>;
};

/** How far the school is; null while no goal is set. Asked for after every join, told from then on. */
export function useSchoolGoal({ show, showId, socket }: LeagueLive): league.SchoolGoal | null {
  const { joins } = useSignal(show.presence);
  const told = useSignal(show.log).story.goal;
  const [goal, setGoal] = useState<league.SchoolGoal | null>(null);
  useEffect(
    () => socket.on(broadcasts.goalChanged, (said) => said.showId === showId && setGoal(said.goal)),
    [socket, showId],
  );
  const target = told?.target ?? null;
  useEffect(() => {
    if (joins === 0 || target === null) return;
    // Offline: the next join asks again, and what moves is told anyway.
    socket.send(commands.getGoal, { showId }).then(
      (answer) => setGoal((known) => answer.goal ?? known),
      () => {},
    );
  }, [joins, target, socket, showId]);
  if (!told) return null;
  const { isReached } = told;
  if (goal?.target === told.target) return { ...goal, isReached: goal.isReached || isReached };
  return { target: told.target, cameBack: 0, sentOut: 0, weighed: 0, isReached };
}
