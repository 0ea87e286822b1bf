import { type ShowId, tasks } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

const MAX_ROWS = 200;

export type HeldFilter = {
  showId?: ShowId | undefined;
  verdict: tasks.HeldEvidence['verdict'];
  reason?: tasks.HoldReason | undefined;
};

/** Evidence that was held, newest first, with the names of what it is about. */
export async function listHeldEvidence(
  db: Db,
  filter: HeldFilter,
): Promise<{ evidence: tasks.HeldEvidence[]; total: number }> {
  const rows = await db
    .selectFrom('taskEvidence as e')
    .innerJoin('tasks', 'tasks.id', 'e.taskId')
    .innerJoin('shows', 'shows.id', 'e.showId')
    .innerJoin('materials', 'materials.id', 'tasks.materialId')
    .innerJoin('accounts', 'accounts.id', 'e.shopkeeperId')
    .select(['e.id', 'e.showId', 'e.taskId', 'e.shopkeeperId', 'e.grade', 'e.at', 'e.reasons', 'displayName'])
    .select(['shows.title as showTitle', 'materials.title as taskTitle'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('e.verdict', '=', filter.verdict)
    .where(sql<boolean>`not e.reasons && ${[...tasks.judgedWithOrder]}::text[]`)
    .$if(filter.showId !== undefined, (query) => query.where('e.showId', '=', filter.showId ?? null))
    .$if(filter.reason !== undefined, (query) => query.where(sql<boolean>`${filter.reason} = any(e.reasons)`))
    .orderBy('e.at', 'desc')
    .orderBy('e.id')
    .limit(MAX_ROWS)
    .execute();
  const evidence = rows.map(({ at, displayName, id, shopkeeperId, total: _, ...row }) => ({
    ...row,
    evidenceId: id,
    at: at.toISOString(),
    verdict: filter.verdict,
    shopkeeper: { accountId: shopkeeperId, displayName },
  }));
  return { evidence, total: rows[0]?.total ?? 0 };
}
