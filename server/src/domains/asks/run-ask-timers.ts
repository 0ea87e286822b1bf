import { ASK_CLOSING_MS } from '@shoal/contract';
import { lockOpenAsk } from './asks.store.ts';
import type { AsksDeps, ShowAct } from './asks-deps.ts';
import { chooseNextCheckIn, chooseSoonAfter } from './choose-next-check-in.ts';
import { closeLocked } from './close-ask.ts';
import { listDueShows } from './due-shows.store.ts';
import { type StartAskDeps, startAsk, toCheckIn } from './open-ask.ts';
import { findArmed, upsertArmed } from './surprise.store.ts';

export type RunAskTimersDeps = StartAskDeps & Pick<AsksDeps, 'changeShow' | 'db' | 'log' | 'random'>;

/**
 * Does what is due now: closes what has run out, asks what surprises. All of it derives from committed rows, looked at
 * again under the show's lock, so a restart forgets nothing and of several servers one acts.
 */
export async function runAskTimers(deps: RunAskTimersDeps): Promise<void> {
  const now = deps.now();
  const runOutBy = new Date(now.getTime() - ASK_CLOSING_MS);
  const acts = { close: closeDue(runOutBy), checkIn: checkInDue(deps) };
  for (const { due, showId } of await listDueShows(deps.db, { runOutBy, now })) {
    try {
      await deps.changeShow(showId, acts[due]);
    } catch (err) {
      deps.log.warn({ err, showId }, 'could not run the timers of an ask');
    }
  }
}

const closeDue =
  (runOutBy: Date): ShowAct<void> =>
  async (tx, show, append) => {
    const open = await lockOpenAsk(tx, show.id);
    if (open && open.closesAt <= runOutBy) await closeLocked({ tx, append }, open);
  };

/** A surprise never breaks into what the host asks, and waits while she is away. */
const checkInDue =
  (deps: RunAskTimersDeps): ShowAct<void> =>
  async (tx, show, append) => {
    const now = deps.now();
    const armed = await findArmed(tx, show.id);
    if (!armed || armed.nextAt > now || show.state !== 'live') return;
    const open = await lockOpenAsk(tx, show.id);
    if (open || show.isHostAway) {
      const nextAt = chooseSoonAfter(open?.closesAt ?? now, deps.random());
      return upsertArmed(tx, show.id, { ...armed, nextAt });
    }
    await startAsk(deps, { tx, append }, { show, asking: toCheckIn(armed.openSeconds, true) });
    await upsertArmed(tx, show.id, { ...armed, nextAt: chooseNextCheckIn(armed, now, deps.random()) });
  };
