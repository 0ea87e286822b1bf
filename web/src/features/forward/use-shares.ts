import type { catalog, shares } from '@shoal/contract';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

export type Share = shares.Share;
type ShareList = { shares: Share[]; visitorsTotal: number };
type MaterialId = catalog.Material['materialId'];

/** Her links, of one show or of all, with their visitors. Not asked for the crew, who have none. */
export function useShareList(showId: string | undefined, isEnabled = true) {
  return useQuery<ShareList>({
    queryKey: queryKeys.shares(showId),
    queryFn: ({ signal }) => call(api.listShares, showId ? { showId: showId as Share['showId'] } : {}, signal),
    enabled: isEnabled,
  });
}

/** Makes or finds her link for a material, and keeps the list in step. */
export function useShares(showId: string, isEnabled: boolean) {
  const client = useQueryClient();
  const list = useShareList(showId, isEnabled);
  const found = list.data?.shares;
  const find = useCallback((materialId: string) => found?.find((share) => share.materialId === materialId), [found]);
  const ensure = useCallback(
    async (materialId: string): Promise<Share> => {
      const known = client
        .getQueryData<ShareList>(queryKeys.shares(showId))
        ?.shares.find((share) => share.materialId === materialId);
      if (known) return known;
      const request = { showId: showId as Share['showId'], materialId: materialId as MaterialId };
      const share = await call(api.createShare, request);
      putShare(client, showId, share);
      return share;
    },
    [client, showId],
  );
  const recordEvidence = useCallback(
    async (shareId: Share['shareId'], grade: 'E0' | 'E1') => {
      putShare(client, showId, await call(api.recordEvidence, { shareId, grade }));
    },
    [client, showId],
  );
  const receiveVisit = useCallback(
    (visit: { shareId: string; visitors: number }) => {
      const share = client
        .getQueryData<ShareList>(queryKeys.shares(showId))
        ?.shares.find((one) => one.shareId === visit.shareId);
      if (share)
        putShare(client, showId, { ...share, visitors: Math.max(share.visitors, visit.visitors), evidence: 'E2' });
      else void client.invalidateQueries({ queryKey: queryKeys.shares(showId) });
    },
    [client, showId],
  );
  return { list, find, ensure, recordEvidence, receiveVisit };
}

function putShare(client: QueryClient, showId: string, share: Share): void {
  client.setQueryData<ShareList>(queryKeys.shares(showId), (list) => {
    if (!list) return { shares: [share], visitorsTotal: share.visitors };
    const before = list.shares.find((one) => one.shareId === share.shareId);
    const shares = before
      ? list.shares.map((one) => (one.shareId === share.shareId ? share : one))
      : [share, ...list.shares];
    return { shares, visitorsTotal: list.visitorsTotal + share.visitors - (before?.visitors ?? 0) };
  });
}
