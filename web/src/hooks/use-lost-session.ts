import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../api/query-keys.ts';

/**
 * Tells the whole app that the session is over, as a live connection learned it: the sign-in form leads back to this page.
 * To be called before the page takes its forms away, so that they keep what stands in them.
 */
export function useLostSession(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    client.setQueryData(queryKeys.me, null);
  }, [client]);
}
