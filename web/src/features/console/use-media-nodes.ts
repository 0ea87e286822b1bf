import type { nodes, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** Loads are at most so old on the server as well. */
const REFRESH_MS = 2_000;

/** The media nodes as they are, and how to take one out of service. */
export function useMediaNodes() {
  const { nodes: words } = useWords();
  const toWords = useFailureWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery<RouteResponse<typeof nodes.listNodes>>({
    queryKey: queryKeys.mediaNodes,
    queryFn: ({ signal }) => call(api.listMediaNodes, {}, signal),
    refetchInterval: REFRESH_MS,
  });
  const { isPending, mutate } = useMutation({
    mutationFn: (nodeId: nodes.NodeState['nodeId']) => call(api.drainMediaNode, { nodeId }),
    onSuccess: (_done, nodeId) => showDone(words.draining(nodeId)),
    onError: (failure) => showFailure(toWords(failure)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.mediaNodes }),
  });
  return {
    nodes: data?.nodes,
    error,
    refetch: () => void refetch(),
    isDraining: isPending,
    drain: (nodeId: nodes.NodeState['nodeId'], onDone: () => void) => mutate(nodeId, { onSettled: onDone }),
  };
}
