import type { RouteResponse, tasks } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

export type Listed = RouteResponse<typeof tasks.listTasks>;

/** All tasks of a show as its crew sees them. */
export const useTasks = (showId: string) =>
  useQuery<Listed>({
    queryKey: queryKeys.tasks(showId),
    queryFn: ({ signal }) => call(api.listTasks, { showId }, signal),
  });
