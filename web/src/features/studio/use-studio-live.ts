import { useEffect, useState } from 'react';
import { useLostSession } from '../../hooks/use-lost-session.ts';
import { StudioLive } from '../../live/studio-live.ts';

/** The studio's connection, for as long as the page stands. Null in the first render. */
export function useStudioLive(showId: string, accountId: string): StudioLive | null {
  const [live, setLive] = useState<StudioLive | null>(null);
  const loseSession = useLostSession();
  useEffect(() => {
    const opened = StudioLive.open(showId, accountId);
    setLive(opened);
    void opened.socket.closed.then((reason) => reason === 'signed_out' && loseSession());
    return () => opened.close();
  }, [showId, accountId, loseSession]);
  return live;
}
