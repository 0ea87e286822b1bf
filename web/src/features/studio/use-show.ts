import type { shows } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** The show as its crew sees it; coming back from the editor's tab brings what changed there. */
export function useShow(showId: string) {
  return useQuery<shows.Show>({
    queryKey: queryKeys.show(showId),
    queryFn: ({ signal }) => call(api.getShow, { showId }, signal),
    staleTime: 5_000,
    refetchOnWindowFocus: true,
  });
}
