import { HintWord, openRadars } from '../domains/insights/open-radars.ts';
import { registerRadarCommands } from '../domains/insights/radar.commands.ts';
import type { RadarDeps } from '../domains/insights/radars.ts';
import { ATTENTIVE_WITHIN_MS } from '../domains/shows/attention.store.ts';
import { getCommandedShow } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { serverWord } from '../realtime/server-bus.ts';
import { studioRoom } from '../realtime/socket-rooms.ts';
import { readSchoolRadar } from '../views/school-radar.ts';
import type { Ground } from './ground.ts';

export function composeRadar({ broadcaster, bus, closing, commands, db, log, now }: Ground, shows: Shows): void {
  const hintDismissed = serverWord({ name: 'radar:hintDismissed', payload: HintWord });
  const deps: RadarDeps = {
    db,
    log,
    now,
    listStudiosHere: shows.joined.listStudios,
    listPresent: async (showId) => (await shows.presence.list(showId)).map(({ accountId }) => accountId),
    readFigures: (from, showId, presentIds) =>
      readSchoolRadar(from, { showId, presentIds, now: now(), attentiveWithinMs: ATTENTIVE_WITHIN_MS }),
    requireCommand: async (from, caller, showId) => void (await getCommandedShow(shows, from, { caller, showId })),
    sendToStudiosHere: (showId, ...said) => broadcaster.sendVolatileHere(studioRoom(showId), ...said),
    tellOthers: (word) => bus.tellOthers(hintDismissed, word),
  };
  const radars = openRadars(deps);
  bus.onWord(hintDismissed, ({ code, showId }) => radars.rest(showId, code));
  registerRadarCommands(commands.on, deps, radars);
  closing.add('radars', radars.close);
}
