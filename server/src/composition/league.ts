import { registerLeagueCommands } from '../domains/league/league.commands.ts';
import type { SchoolChanges } from '../domains/league/league-deps.ts';
import { openLeagues } from '../domains/league/open-leagues.ts';
import { getCommandedShow } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { newRandom } from '../platform/new-id.ts';
import { leagueRoom, showRoom } from '../realtime/socket-rooms.ts';
import { readSchoolChanges } from '../views/school-changes.ts';
import type { Ground } from './ground.ts';

export function composeLeague({ broadcaster, closing, commands, db, log, now }: Ground, shows: Shows): void {
  const leagues = openLeagues({
    db,
    log,
    now,
    random: newRandom,
    rooms: { show: showRoom, league: leagueRoom },
    sendVolatileHere: broadcaster.sendVolatileHere,
    hostCommand: shows.hostCommand,
    changeShow: shows.changeShow,
    requireCommand: async (from, caller, showId) => void (await getCommandedShow(shows, from, { caller, showId })),
    requireJoined: shows.joined.require,
    listShowsHere: shows.joined.listShows,
    listGuestsHere: shows.joined.listGuests,
    readSchoolChanges: readSchoolChanges<SchoolChanges>,
  });
  registerLeagueCommands(commands.on, leagues);
  closing.add('leagues', leagues.close);
}
