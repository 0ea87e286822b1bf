import {
  AppError,
  type asks,
  MAX_PREPARED_ASKS,
  type PreparedAskId,
  type RouteInput,
  type ShowId,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { AsksDeps } from './asks-deps.ts';
import { deletePreparedAskRow, listPreparedAsks, upsertPreparedAsk } from './prepared-asks.store.ts';

export type PutPreparedAskDeps = Pick<AsksDeps, 'changeShow' | 'db' | 'getCommandedShow' | 'getProductName'>;

const editable: readonly string[] = ['draft', 'scheduled', 'postponed', 'live'];

/**
 * Prepares a quiz or poll, or changes one.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `catalog.not_found` | `asks.too_many` | `asks.not_found`
 */
export async function putPreparedAsk(
  deps: PutPreparedAskDeps,
  caller: Member,
  { showId, ...prepared }: RouteInput<typeof asks.putPreparedAsk>,
): Promise<asks.PreparedAsk> {
  await deps.getCommandedShow(deps.db, caller, showId);
  await deps.changeShow(showId, async (tx, show) => {
    if (!editable.includes(show.state)) throw new AppError('shows.wrong_state', `the show is ${show.state}`);
    const { draft, preparedAskId } = prepared;
    if (draft.kind === 'quiz' && draft.productId) await deps.getProductName(tx, show.brandId, draft.productId);
    const others = (await listPreparedAsks(tx, showId)).filter((other) => other.preparedAskId !== preparedAskId);
    if (others.length >= MAX_PREPARED_ASKS) throw new AppError('asks.too_many', 'the show has asks enough');
    if (!(await upsertPreparedAsk(tx, showId, prepared)))
      throw new AppError('asks.not_found', `the show has no prepared ask ${preparedAskId}`);
  });
  return prepared;
}

/** Takes a prepared ask out; one that is not there is out already. @throws AppError `shows.not_found` */
export async function deletePreparedAsk(
  { db, getCommandedShow }: Pick<AsksDeps, 'db' | 'getCommandedShow'>,
  caller: Member,
  { preparedAskId, showId }: { showId: ShowId; preparedAskId: PreparedAskId },
): Promise<void> {
  await getCommandedShow(db, caller, showId);
  await deletePreparedAskRow(db, showId, preparedAskId);
}
