import { AppError, type asks, type CommandInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { AsksDeps } from './asks-deps.ts';
import { chooseNextCheckIn } from './choose-next-check-in.ts';
import { deleteArmed, upsertArmed } from './surprise.store.ts';

export type ArmCheckInsDeps = Pick<AsksDeps, 'hostCommand' | 'now' | 'random'>;

/**
 * Lets the server check in by surprise from now on, or no more [AK2].
 * @throws AppError `shows.not_found` | `shows.not_live` | `request.key_reused`
 */
export async function armCheckIns(
  deps: ArmCheckInsDeps,
  caller: Member,
  input: CommandInput<typeof asks.armCheckIns>,
): Promise<void> {
  const { showId, surprise } = input;
  await deps.hostCommand({ name: 'ask:arm', caller, input }, async (tx, show) => {
    if (show.state !== 'live') throw new AppError('shows.not_live', `the show is ${show.state}`);
    if (!surprise) await deleteArmed(tx, showId);
    else await upsertArmed(tx, showId, { ...surprise, nextAt: chooseNextCheckIn(surprise, deps.now(), deps.random()) });
    return {};
  });
}
