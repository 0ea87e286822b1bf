import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** The show to edit. Not fetched anew behind her back: what she types is kept against the version she opened. */
export const useEditedShow = (showId: string) =>
  useQuery({
    queryKey: queryKeys.show(showId),
    queryFn: ({ signal }) => call(api.getShow, { showId }, signal),
    refetchOnWindowFocus: false,
  });
