import type { CommandInput, log, shows } from '@shoal/contract';
import type { JoinedSockets } from './joined-sockets.ts';
import type { ShowLogs } from './show-logs.ts';
import type { ShowSocket, ShowsDeps } from './shows-deps.ts';

export type ResumeLogDeps = Pick<ShowsDeps, 'onGap'> & {
  joined: Pick<JoinedSockets, 'require'>;
  logs: Pick<ShowLogs, 'readTail'>;
  /** Sockets that were told that more follows. */
  paging: WeakSet<ShowSocket>;
};

/**
 * What comes after a position, for a socket that has joined [RS1]. Who asks without having been told that more follows has
 * noticed a gap. @throws AppError `shows.not_joined`
 */
export async function resumeLog(
  deps: ResumeLogDeps,
  socket: ShowSocket,
  { position, showId }: CommandInput<typeof log.resumeLog>,
): Promise<shows.LogTail> {
  deps.joined.require(socket.id, showId);
  if (!deps.paging.has(socket)) deps.onGap('client');
  const tail = await deps.logs.readTail(showId, position);
  if (!tail.hasMore) deps.paging.delete(socket);
  return tail;
}
