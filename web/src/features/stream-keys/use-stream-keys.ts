import type { ShowId, streamKeys } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

const LOOK_EVERY_MS = 5_000;
type Kind = streamKeys.StreamKeyKind;
type Keys = readonly streamKeys.StreamKey[];

/** A show's keys, looked at while the dialog is open. A fresh key is told once and forgotten with the dialog. */
export function useStreamKeys(showId: ShowId) {
  const cache = useQueryClient();
  const queryKey = queryKeys.streamKeys(showId);
  const [secrets, setSecrets] = useState<Partial<Record<Kind, string>>>({});
  const keys = useQuery<Keys>({
    queryKey,
    queryFn: async ({ signal }) => (await call(api.listStreamKeys, { showId }, signal)).keys,
    refetchInterval: LOOK_EVERY_MS,
  });
  const issue = useMutation({
    mutationFn: (kind: Kind) => call(api.issueStreamKey, { showId, kind }),
    onSuccess: ({ key, secret }) => {
      setSecrets((known) => ({ ...known, [key.kind]: secret }));
      cache.setQueryData<Keys>(queryKey, (known) => known?.map((other) => (other.kind === key.kind ? key : other)));
    },
  });
  const revoke = useMutation({
    mutationFn: (kind: Kind) => call(api.revokeStreamKey, { showId, kind }),
    onSuccess: (_, kind) => {
      setSecrets(({ [kind]: _gone, ...others }) => others);
      return cache.invalidateQueries({ queryKey });
    },
  });
  return { keys, secrets, issue, revoke };
}
