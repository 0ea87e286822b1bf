import type { asks } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** The products that she has studied; asked anew when a quiz closed. */
export const useBadges = (closedAskId?: string | undefined, isOn = true) =>
  useQuery<{ badges: asks.Badge[] }>({
    queryKey: [...queryKeys.badges, closedAskId ?? null],
    queryFn: ({ signal }) => call(api.listMyBadges, {}, signal),
    enabled: isOn,
  });
