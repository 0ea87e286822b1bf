import type { ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { Presence } from './presence.ts';

export type PeaksDeps = { db: Db; now: () => Date; presence: Pick<Presence, 'count'> };

/** Keeps the most people that each live show had at once, over all servers. */
export type Peaks = {
  /** Writes a show's peak when it rose, and forgets shows that are not among these. */
  note(liveIds: readonly ShowId[]): Promise<void>;
};

/** Opens the watch; what it remembers only saves statements. */
export function createPeaks({ db, now, presence }: PeaksDeps): Peaks {
  const written = new Map<ShowId, number>();
  return {
    async note(liveIds) {
      const live = new Set(liveIds);
      for (const showId of written.keys()) if (!live.has(showId)) written.delete(showId);
      for (const showId of liveIds) {
        const people = await presence.count(showId);
        if (people <= (written.get(showId) ?? 0)) continue;
        await raisePeak(db, { showId, people, at: now() });
        written.set(showId, people);
      }
    },
  };
}

/** A peak only rises, whichever server saw it. */
export async function raisePeak(db: Db, peak: { showId: ShowId; people: number; at: Date }): Promise<void> {
  await db
    .insertInto('showPeaks')
    .values(peak)
    .onConflict((conflict) =>
      conflict
        .column('showId')
        .doUpdateSet({ people: peak.people, at: peak.at })
        .where(sql.ref('show_peaks.people'), '<', peak.people),
    )
    .execute();
}
