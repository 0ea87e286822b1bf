import { insights } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import type { RadarDeps, Radars } from './radars.ts';

/** The radar's socket face. */
export function registerRadarCommands(on: OnCommand, deps: RadarDeps, radars: Radars): void {
  on(insights.dismissHint, async (caller, { code, showId }) => {
    await deps.requireCommand(deps.db, caller, showId);
    radars.rest(showId, code);
    deps.tellOthers({ showId, code });
    return {};
  });
}
