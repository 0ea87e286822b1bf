import { ANSWER_GRACE_MS, type AskId, asks } from '@shoal/contract';
import { createEmptyShows } from '../../platform/empty-shows.ts';
import { listMovingAsks, readCounts } from './asks.store.ts';
import type { AsksDeps } from './asks-deps.ts';

export type SendCountsDeps = Pick<AsksDeps, 'db' | 'findLog' | 'listShowsHere' | 'now' | 'sendHere'>;

/** Opens what tells the counts that moved to whoever may see them on this server; it remembers what was sent last. */
export function createCountSender(deps: SendCountsDeps): () => Promise<void> {
  const chooseToRead = createEmptyShows(deps.findLog);
  let sent = new Map<AskId, string>();
  return async () => {
    const here = new Map(deps.listShowsHere().map(({ hasStudio, showId }) => [showId, hasStudio]));
    const looks = chooseToRead([...here.keys()]);
    if (looks.length === 0) return;
    const closedAfter = new Date(deps.now().getTime() - ANSWER_GRACE_MS - 2_000);
    const showIds = looks.map(({ showId }) => showId);
    const moving = await listMovingAsks(deps.db, showIds, closedAfter);
    const withAsks = new Set(moving.map(({ showId }) => showId));
    for (const { foundNothing, showId } of looks) if (!withAsks.has(showId)) foundNothing();
    const counted = await readCounts(deps.db, moving);
    const told = new Map<AskId, string>();
    for (const { closedAt, id: askId, showId, showsResultsLive } of moving) {
      const counts = counted.get(askId) ?? [];
      const isForAll = showsResultsLive && closedAt === null;
      told.set(askId, JSON.stringify(counts));
      if (sent.get(askId) === told.get(askId) || !(isForAll || here.get(showId))) continue;
      deps.sendHere(isForAll ? 'everybody' : 'studio', showId, asks.answersCounted, { showId, askId, counts });
    }
    sent = told;
  };
}
