import type { AccountId, CommandOutput, league, ShowId } from '@shoal/contract';
import type { LeagueDeps, LeagueRoomName } from './league-deps.ts';
import type { Schools } from './schools.ts';

type LeagueSocket = {
  readonly id: string;
  readonly member: { accountId: AccountId };
  join(room: LeagueRoomName): Promise<void>;
  leave(room: LeagueRoomName): Promise<void>;
};
export type LookDeps = Pick<LeagueDeps, 'requireJoined' | 'rooms'> & { schools: Schools };

/** Her league and place; its top is told to this socket from here on. @throws AppError `shows.not_joined` */
export async function openLeague(
  deps: LookDeps,
  socket: LeagueSocket,
  showId: ShowId,
): Promise<CommandOutput<typeof league.openLeague>> {
  const place = await getPlace(deps, socket, showId);
  if (!place) return { place: null, league: null };
  await socket.join(deps.rooms.league(showId, place));
  return { place, league: (await deps.schools.get(showId)).board.findTop(place) ?? null };
}

/** @throws AppError `shows.not_joined` */
export async function closeLeague(deps: LookDeps, socket: LeagueSocket, showId: ShowId): Promise<void> {
  const place = await getPlace(deps, socket, showId);
  if (place) await socket.leave(deps.rooms.league(showId, place));
}

/** Her place, from memory; null until she is placed. @throws AppError `shows.not_joined` */
export async function getPlace(
  deps: LookDeps,
  { id, member }: Pick<LeagueSocket, 'id' | 'member'>,
  showId: ShowId,
): Promise<league.OwnPlace | null> {
  deps.requireJoined(id, showId);
  return (await deps.schools.get(showId)).board.findPlace(member.accountId) ?? null;
}
