import type { insights } from '@shoal/contract';
import { useEffect, useState } from 'react';
import type { LiveSocket } from '../../live/live-socket.ts';
import { broadcasts, commands } from '../../live/wire.ts';

export type RadarLive = { showId: string; socket: Pick<LiveSocket, 'send' | 'on'> };

/** What the server tells once a second, and the way to send its line away. */
export function useRadar({ showId, socket }: RadarLive) {
  const [radar, setRadar] = useState<insights.Radar | null>(null);
  useEffect(
    () => socket.on(broadcasts.radarChanged, (said) => said.showId === showId && setRadar(said)),
    [socket, showId],
  );
  const dismiss = (code: insights.RadarHintCode) => {
    setRadar((known) => known && { ...known, hint: null });
    // Not sent: the line comes back with the next telling.
    socket.send(commands.dismissHint, { showId, code }).catch(() => {});
  };
  return { radar, dismiss };
}
