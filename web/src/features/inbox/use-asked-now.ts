import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import { useHeard } from '../../hooks/use-account-socket.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import { broadcasts } from '../../live/wire.ts';
import type { Inquiry } from './use-inbox.ts';

/** The newest question that came while she is elsewhere, until she takes it or lets it go. */
export function useAskedNow(socket: Pick<LiveSocket, 'on'>) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Inquiry | null>(null);
  const onArrived = useCallback(
    ({ inquiry }: { inquiry: Inquiry }) => {
      void client.invalidateQueries({ queryKey: queryKeys.inbox });
      setAsked(inquiry);
    },
    [client],
  );
  useHeard(socket, broadcasts.inquiryArrived, onArrived);
  const hide = useCallback(() => setAsked(null), []);
  return { asked, hide };
}
