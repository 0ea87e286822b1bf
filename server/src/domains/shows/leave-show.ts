import type { ShowId } from '@shoal/contract';
import type { JoinedSockets } from './joined-sockets.ts';
import type { Presence } from './presence.ts';
import type { ShowSocket, ShowsDeps } from './shows-deps.ts';

export type LeaveShowDeps = Pick<ShowsDeps, 'closeTabMedia' | 'rooms'> & { joined: JoinedSockets; presence: Presence };

/** Takes a socket out of a show and closes its tab's media. Safe to repeat. */
export async function leaveShow(deps: LeaveShowDeps, socket: ShowSocket, showId: ShowId): Promise<void> {
  const { joined, presence, rooms } = deps;
  const seat = joined.remove(socket.id, showId);
  if (!seat) return;
  const { accountId, tabId } = seat;
  presence.leave(showId, accountId, socket.id);
  for (const room of [rooms.show(showId), rooms.studio(showId), rooms.tab(showId, tabId)]) await socket.leave(room);
  await socket.leave(rooms.person(showId, accountId));
  await deps.closeTabMedia({ showId, accountId, tabId });
}
