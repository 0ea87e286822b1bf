import { useEffect, useState } from 'react';
import { StudioLive } from '../../live/studio-live.ts';

/** The studio's connection, for as long as the page stands. Null in the first render. */
export function useStudioLive(showId: string, accountId: string): StudioLive | null {
  const [live, setLive] = useState<StudioLive | null>(null);
  useEffect(() => {
    const opened = StudioLive.open(showId, accountId);
    setLive(opened);
    return () => opened.close();
  }, [showId, accountId]);
  return live;
}
