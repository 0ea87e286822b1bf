import type { catalog, shares } from '@shoal/contract';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useHeard } from '../../hooks/use-account-socket.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import { broadcasts } from '../../live/wire.ts';

export type Share = shares.Share;
type ShareList = { shares: Share[]; visitorsTotal: number; visitsTotal: number };
/** Which of her links to a material: the plain one, a task's, a group's. */
export type LinkOf = { materialId: string; taskId?: string | undefined; groupId?: string | null | undefined };
type MaterialId = catalog.Material['materialId'];

/** Her links, of one show or of all, with their visitors. Not asked for the crew, who have none. */
export function useShareList(showId: string | undefined, isEnabled = true) {
  return useQuery<ShareList>({
    queryKey: queryKeys.shares(showId),
    queryFn: ({ signal }) => call(api.listShares, showId ? { showId: showId as Share['showId'] } : {}, signal),
    enabled: isEnabled,
  });
}

/** Asks anew for all her links as soon as somebody opened one. */
export function useLiveShareList(socket: Pick<LiveSocket, 'on'> | null): void {
  const client = useQueryClient();
  const onVisit = useCallback(() => {
    void client.invalidateQueries({ queryKey: queryKeys.shares(undefined) });
  }, [client]);
  useHeard(socket, broadcasts.visitArrived, onVisit);
}

/** Makes or finds her link for a material, and keeps the list in step. */
export function useShares(showId: string, isEnabled: boolean) {
  const client = useQueryClient();
  const list = useShareList(showId, isEnabled);
  const found = list.data?.shares;
  const find = useCallback((link: LinkOf) => found?.find((share) => isLink(share, link)), [found]);
  const findAll = useCallback(
    (materialId: string) => found?.filter((share) => share.materialId === materialId) ?? [],
    [found],
  );
  const ensure = useCallback(
    async (link: LinkOf): Promise<Share> => {
      const known = client
        .getQueryData<ShareList>(queryKeys.shares(showId))
        ?.shares.find((share) => isLink(share, link));
      if (known) return known;
      const { groupId, materialId, taskId } = link;
      const share = await call(api.createShare, {
        showId: showId as Share['showId'],
        materialId: materialId as MaterialId,
        ...(taskId && { taskId: taskId as NonNullable<Share['taskId']> }),
        ...(groupId && { groupId: groupId as NonNullable<Share['groupId']> }),
      });
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
    (visit: { shareId: string; visitors: number; visits: number }) => {
      const share = client
        .getQueryData<ShareList>(queryKeys.shares(showId))
        ?.shares.find((one) => one.shareId === visit.shareId);
      if (share)
        putShare(client, showId, {
          ...share,
          visitors: Math.max(share.visitors, visit.visitors),
          visits: Math.max(share.visits, visit.visits),
          evidence: 'E2',
        });
      else void client.invalidateQueries({ queryKey: queryKeys.shares(showId) });
    },
    [client, showId],
  );
  return { list, find, findAll, ensure, recordEvidence, receiveVisit };
}

const isLink = (share: Share, { groupId = null, materialId, taskId = undefined }: LinkOf): boolean =>
  share.materialId === materialId && share.taskId === (taskId ?? null) && share.groupId === groupId;

function putShare(client: QueryClient, showId: string, share: Share): void {
  client.setQueryData<ShareList>(queryKeys.shares(showId), (list) => {
    if (!list) return { shares: [share], visitorsTotal: share.visitors, visitsTotal: share.visits };
    const before = list.shares.find((one) => one.shareId === share.shareId);
    const shares = before
      ? list.shares.map((one) => (one.shareId === share.shareId ? share : one))
      : [share, ...list.shares];
    const visitorsTotal = list.visitorsTotal + share.visitors - (before?.visitors ?? 0);
    return { shares, visitorsTotal, visitsTotal: list.visitsTotal + share.visits - (before?.visits ?? 0) };
  });
}
