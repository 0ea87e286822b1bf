import { type AccountId, type Broadcast, type BroadcastPayload, insights, league, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { DISMISSED_MS, holdHint, listHints, type Shown } from './choose-hint.ts';
import { findStalled } from './find-stalled.ts';

type Cohort = Omit<insights.RadarCohort, 'isStalled'>;
export type RadarFigures = Pick<
  insights.Radar,
  'online' | 'attentive' | 'seen' | 'forwarded' | 'drops' | 'questions'
> & {
  cohorts: readonly Cohort[];
  clicks: readonly { secondsAgo: number; clicks: number }[];
};

/** What the radar needs of shows, and of the school as a view reads it. */
export type RadarDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  /** Live shows with a studio on this server. */
  listStudiosHere: () => readonly ShowId[];
  /** Who is in the show, over all servers. */
  listPresent: (showId: ShowId) => Promise<readonly AccountId[]>;
  readFigures: (db: Db, showId: ShowId, presentIds: readonly AccountId[]) => Promise<RadarFigures>;
  /** @throws AppError `shows.not_found` unless the caller commands the show. */
  requireCommand: (db: Db, caller: Member, showId: ShowId) => Promise<void>;
  sendToStudiosHere: <B extends Broadcast>(showId: ShowId, broadcast: B, payload: BroadcastPayload<B>) => void;
  /** The other servers rest the same kind of hint; a word that is lost costs one line more. */
  tellOthers: (dismissed: { showId: ShowId; code: insights.RadarHintCode }) => void;
};

/** The radar of every show that has a studio here. */
export type Radars = {
  /** Reads and tells all of them. */
  sweep(): Promise<void>;
  /** A kind of hint rests for a while, on this server. */
  rest(showId: ShowId, code: insights.RadarHintCode): void;
};

type Memory = { shown: Shown | undefined; restsUntilMs: Map<insights.RadarHintCode, number> };

/** Opens the radars; what they remember is only which line stands. */
export function createRadars(deps: RadarDeps): Radars {
  const memories = new Map<ShowId, Memory>();
  const remember = (showId: ShowId) => {
    const known = memories.get(showId) ?? { shown: undefined, restsUntilMs: new Map() };
    memories.set(showId, known);
    return known;
  };
  return {
    rest: (showId, code) => void remember(showId).restsUntilMs.set(code, deps.now().getTime() + DISMISSED_MS),
    async sweep() {
      const here = deps.listStudiosHere();
      const kept = new Set(here);
      for (const showId of memories.keys()) if (!kept.has(showId)) memories.delete(showId);
      for (const showId of here) {
        await tell(deps, showId, remember(showId)).catch((err: unknown) =>
          deps.log.warn({ err, showId }, 'radar not read'),
        );
      }
    },
  };
}

async function tell(deps: RadarDeps, showId: ShowId, memory: Memory): Promise<void> {
  const presentIds = await deps.listPresent(showId);
  const figures = await deps.readFigures(deps.db, showId, presentIds);
  const at = deps.now();
  const cohorts = toCohorts(figures);
  const hints = listHints({ ...figures, cohorts }).filter(
    ({ code }) => (memory.restsUntilMs.get(code) ?? 0) <= at.getTime(),
  );
  memory.shown = holdHint(memory.shown, hints, at.getTime());
  const clicks = Array.from({ length: 60 }, () => 0);
  for (const one of figures.clicks) {
    const index = 59 - Math.max(0, one.secondsAgo);
    if (index >= 0) clicks[index] = one.clicks;
  }
  const hint = memory.shown?.hint ?? null;
  deps.sendToStudiosHere(showId, insights.radarChanged, {
    ...figures,
    showId,
    at: at.toISOString(),
    clicks,
    cohorts,
    hint,
  });
}

/** Newcomers first, each with whether it waits. */
function toCohorts({ cohorts, drops }: RadarFigures): insights.RadarCohort[] {
  const stalled = findStalled(cohorts, drops[0]?.ageSeconds);
  return league.leagueNames.flatMap(({ reach, tenure }) =>
    cohorts
      .filter((one) => one.reach === reach && one.tenure === tenure)
      .map((one) => ({ ...one, isStalled: stalled.has(one) })),
  );
}
