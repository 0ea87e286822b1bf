import type { asks, RouteResponse, ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type AskRecord, listAsksOf, readCounts } from './asks.store.ts';
import type { AsksDeps } from './asks-deps.ts';
import { toAsked } from './open-ask.ts';
import { listPreparedAsks } from './prepared-asks.store.ts';
import { findArmed } from './surprise.store.ts';

export type ListAsksDeps = Pick<AsksDeps, 'db' | 'getCommandedShow'>;

const MAX_ASKS = 200;

/** All that is prepared and was asked. The next surprise is not told, not even to the crew. @throws AppError `shows.not_found` */
export async function listAsks(
  { db, getCommandedShow }: ListAsksDeps,
  caller: Member,
  showId: ShowId,
): Promise<RouteResponse<typeof asks.listAsks>> {
  await getCommandedShow(db, caller, showId);
  const [prepared, asked, armed] = await Promise.all([
    listPreparedAsks(db, showId),
    listAsksOf(db, showId, MAX_ASKS),
    findArmed(db, showId),
  ]);
  const counts = await readCounts(db, asked);
  return {
    prepared,
    asks: asked.map((ask) => toRow(ask, counts.get(ask.id) ?? [])),
    surprise: armed ? { everyMinutes: armed.everyMinutes, openSeconds: armed.openSeconds } : null,
  };
}

const toRow = (ask: AskRecord, counts: asks.AskCounts): asks.AskRow => ({
  counts,
  askId: ask.id,
  kind: ask.kind,
  preparedAskId: ask.preparedAskId,
  questions: toAsked(ask.kind, ask.questions),
  solutions: ask.questions.flatMap(({ solution }) => solution ?? []),
  product: ask.productId && ask.productName !== null ? { productId: ask.productId, name: ask.productName } : null,
  isSurprise: ask.isSurprise,
  showsResultsLive: ask.showsResultsLive,
  openedAt: ask.openedAt.toISOString(),
  closesAt: ask.closesAt.toISOString(),
  closedAt: ask.closedAt?.toISOString() ?? null,
});
