import type { replays, shows } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { CallFailure } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

const LOOK_EVERY_MS = 2_000;

const isNotReady = (error: unknown) => error instanceof CallFailure && error.code === 'replays.not_ready';

/** The recording as one MP4: whether it is there, and having it made. Undefined until there is a recording. */
export function useRecordingFile(showId: string) {
  const cache = useQueryClient();
  const input = { showId: showId as shows.Show['showId'] }; // From the address; the server parses it.
  const file = useQuery<replays.RecordingFile>({
    queryKey: queryKeys.recordingFile(showId),
    queryFn: ({ signal }) => call(api.getRecordingFile, input, signal),
    retry: (failures, error) => !isNotReady(error) && failures < 2,
    refetchInterval: ({ state }) => (state.data?.state === 'making' || isNotReady(state.error) ? LOOK_EVERY_MS : false),
  });
  const { isPending, mutate } = useMutation({
    mutationFn: () => call(api.makeRecordingFile, input),
    onSuccess: (made) => cache.setQueryData(queryKeys.recordingFile(showId), made),
  });
  return { file: file.data, isAsking: isPending, make: () => mutate() };
}
