import type { Broadcast, BroadcastPayload } from '@shoal/contract';
import { useEffect, useState } from 'react';
import { LiveSocket } from '../live/live-socket.ts';
import type { Hearable } from '../live/wire.ts';

/** The socket of a page outside a room, for what is told to her account; null for the first moment. */
export function useAccountSocket(): LiveSocket | null {
  const [socket, setSocket] = useState<LiveSocket | null>(null);
  useEffect(() => {
    const opened = LiveSocket.open();
    setSocket(opened);
    return () => opened.close();
  }, []);
  return socket;
}

/** Calls `react`, which must be stable, with each broadcast of this kind while the page stands. */
export function useHeard<B extends Broadcast>(
  socket: Pick<LiveSocket, 'on'> | null,
  broadcast: Hearable<B>,
  react: (payload: BroadcastPayload<B>) => void,
): void {
  useEffect(() => socket?.on(broadcast, react), [socket, broadcast, react]);
}
