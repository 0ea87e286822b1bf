import type { CommandInput, log, shows } from '@shoal/contract';
import type { JoinedSockets } from './joined-sockets.ts';
import type { ShowLogs } from './show-logs.ts';
import type { ShowSocket } from './shows-deps.ts';

export type ResumeLogDeps = { joined: Pick<JoinedSockets, 'require'>; logs: Pick<ShowLogs, 'readTail'> };

/** What comes after a position, for a socket that has joined [RS1]. @throws AppError `shows.not_joined` */
export async function resumeLog(
  deps: ResumeLogDeps,
  socket: ShowSocket,
  { position, showId }: CommandInput<typeof log.resumeLog>,
): Promise<shows.LogTail> {
  deps.joined.require(socket.id, showId);
  return deps.logs.readTail(showId, position);
}
