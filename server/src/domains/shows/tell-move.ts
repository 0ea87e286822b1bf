import type { Append } from './open-append.ts';
import type { ShowRecord } from './shows.store.ts';

type Dated = Pick<ShowRecord, 'state' | 'startsAt' | 'toldStartsAt'>;

/**
 * Appends what became of a show's date, for those who wait for it; nothing when it is as they know it.
 * @returns what the row has to remember of it.
 */
export async function tellMove(append: Append, before: Dated, after: Dated): Promise<{ toldStartsAt?: Date }> {
  const toldMs = before.toldStartsAt?.getTime();
  const formerStartsAt = before.toldStartsAt?.toISOString() ?? null;
  if (after.state === 'scheduled' && after.startsAt) {
    const isMoved = toldMs !== after.startsAt.getTime();
    if (before.state === 'scheduled' && !isMoved) return {};
    await append('show.scheduled', {
      startsAt: after.startsAt.toISOString(),
      formerStartsAt: isMoved ? formerStartsAt : null,
    });
    return { toldStartsAt: after.startsAt };
  }
  if (after.state === before.state) return {};
  if (after.state === 'postponed') await append('show.postponed', { formerStartsAt });
  if (after.state === 'cancelled') await append('show.cancelled', {});
  return {};
}
