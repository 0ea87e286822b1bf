import type { asks, RouteResponse } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

export type Asked = RouteResponse<typeof asks.listAsks>;

/** All that is prepared and was asked in a show. */
export const useAsked = (showId: string) =>
  useQuery<Asked>({
    queryKey: queryKeys.asks(showId),
    queryFn: ({ signal }) => call(api.listAsks, { showId }, signal),
  });
