import type { accounts, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

export type Group = accounts.Group;

/** Her groups and how many people she reaches with them. */
export const useGroups = () =>
  useQuery<RouteResponse<typeof accounts.listGroups>>({
    queryKey: queryKeys.groups,
    queryFn: ({ signal }) => call(api.listGroups, {}, signal),
  });

/** Correcting a group and putting it away. */
export function useGroupActs(group: Group, onDone: () => void) {
  const client = useQueryClient();
  const shared = {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.groups });
      onDone();
    },
  };
  const { groupId } = group;
  const change = useMutation({
    mutationFn: (named: { name: string; members: number }) => call(api.changeGroup, { groupId, ...named }),
    ...shared,
  });
  const archive = useMutation({ mutationFn: () => call(api.archiveGroup, { groupId }), ...shared });
  return {
    change: change.mutate,
    archive: () => archive.mutate(),
    isChanging: change.isPending,
    isArchiving: archive.isPending,
    error: change.error ?? archive.error,
  };
}
