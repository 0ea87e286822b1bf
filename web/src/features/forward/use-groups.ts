import type { accounts, shares } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type Group = shares.GroupYield;
type Named = { name: string; members: number };

/** Her groups, best first: what each got and brought, and whether it had better rest. */
export function useGroups() {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.groups,
    queryFn: ({ signal }) => call(api.listGroupYields, {}, signal),
    staleTime: 15_000,
  });
  return {
    groups: data?.groups.filter(({ isArchived }) => !isArchived),
    archived: data?.groups.filter(({ isArchived }) => isArchived) ?? [],
    error,
    retry: () => void refetch(),
  };
}

/** Which of her groups she forwards to: none while it is put away, and that one again as soon as it is back. */
export function useChosenGroup() {
  const [chosenId, choose] = useState<string | null>(null);
  const { groups } = useGroups();
  return { groupId: groups?.some(({ groupId }) => groupId === chosenId) ? chosenId : null, choose };
}

/** What her groups are called, also those that are put away; empty until they are read. */
export function useGroupNames(): ReadonlyMap<string, string> {
  const { archived, groups = [] } = useGroups();
  return new Map([...groups, ...archived].map(({ groupId, name }) => [groupId, name]));
}

/** Naming a group. */
export function useAddGroup(onAdded: (groupId: string) => void) {
  const client = useQueryClient();
  return useMutation<accounts.Group, Error, Named>({
    mutationFn: (named) => call(api.addGroup, named),
    onSuccess: async ({ groupId }) => {
      await client.invalidateQueries({ queryKey: queryKeys.groups });
      onAdded(groupId);
    },
  });
}

/** Correcting a group, and putting it away with a way back. */
export function useGroupActs(group: Group, onDone: () => void) {
  const client = useQueryClient();
  const { common, forward } = useWords();
  const restore = useRestoreGroup();
  const shared = {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.groups });
      onDone();
    },
  };
  const { groupId } = group;
  const change = useMutation({
    mutationFn: (named: Named) => call(api.changeGroup, { groupId, ...named }),
    ...shared,
  });
  const archive = useMutation({
    mutationFn: () => call(api.archiveGroup, { groupId }),
    onSuccess: async () => {
      showDone(forward.group.archivedDone(group.name), { label: common.undo, act: () => restore.mutate(group) });
      await shared.onSuccess();
    },
  });
  return {
    change: change.mutate,
    archive: () => archive.mutate(),
    isChanging: change.isPending,
    isArchiving: archive.isPending,
    error: change.error ?? archive.error,
  };
}

/** Taking a group out again; it may be asked from a toast after its row is gone. */
export function useRestoreGroup() {
  const client = useQueryClient();
  const { forward } = useWords();
  const toWords = useFailureWords();
  return useMutation<accounts.Group, Error, Group>({
    mutationFn: ({ groupId }) => call(api.restoreGroup, { groupId }),
    onSuccess: ({ name }) => {
      showDone(forward.group.restoredDone(name));
      return client.invalidateQueries({ queryKey: queryKeys.groups });
    },
    onError: (error) => showFailure(toWords(error)),
  });
}
