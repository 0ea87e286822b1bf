import { league } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import { setShowsName } from './league.store.ts';
import { listLeagues } from './list-leagues.ts';
import { closeLeague, getPlace, openLeague } from './open-league.ts';
import type { Leagues } from './open-leagues.ts';
import { setGoal } from './set-goal.ts';

/** The league domain's socket face. */
export function registerLeagueCommands(on: OnCommand, deps: Leagues): void {
  on(league.setGoal, (caller, input) => setGoal(deps, caller, input));
  on(league.getGoal, async (_caller, { showId }, { id }) => {
    deps.requireJoined(id, showId);
    return { goal: (await deps.schools.get(showId)).goal };
  });
  on(league.openLeague, (_caller, { showId }, socket) => openLeague(deps, socket, showId));
  on(league.closeLeague, async (_caller, { showId }, socket) => {
    await closeLeague(deps, socket, showId);
    return {};
  });
  on(league.getPlace, async (_caller, { showId }, socket) => ({ place: await getPlace(deps, socket, showId) }));
  on(league.showName, async (caller, { showId, showsName }, { id }) => {
    deps.requireJoined(id, showId);
    await setShowsName(deps.db, caller.accountId, showsName);
    return {};
  });
  on(league.listLeagues, (caller, { showId }) => listLeagues(deps, caller, showId));
}
