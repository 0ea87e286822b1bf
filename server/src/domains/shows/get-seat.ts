import type { ShowId } from '@shoal/contract';
import type { Joined, JoinedSockets } from './joined-sockets.ts';
import { type OwnsStageDeps, ownsStage } from './owns-stage.ts';

export type Seat = Joined & { readonly ownsStage: boolean };

/** Where a socket sits in a show, for signalling. @throws AppError `shows.not_joined` */
export async function getSeat(
  deps: OwnsStageDeps & { joined: Pick<JoinedSockets, 'require'> },
  showId: ShowId,
  socketId: string,
): Promise<Seat> {
  const joined = deps.joined.require(socketId, showId);
  return { ...joined, ownsStage: await ownsStage(deps, showId, socketId) };
}
