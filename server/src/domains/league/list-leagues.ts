import { league, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { LeagueDeps } from './league-deps.ts';
import type { Schools } from './schools.ts';

/** The top of every league with somebody in it, newcomers first. @throws AppError `shows.not_found` */
export async function listLeagues(
  deps: Pick<LeagueDeps, 'db' | 'requireCommand'> & { schools: Schools },
  caller: Member,
  showId: ShowId,
): Promise<{ leagues: league.LeagueTop[] }> {
  await deps.requireCommand(deps.db, caller, showId);
  const { board } = await deps.schools.get(showId);
  return { leagues: league.leagueNames.flatMap((name) => board.findTop(name) ?? []) };
}
