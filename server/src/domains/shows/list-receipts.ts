import { type AccountId, AppError, type CommandInput, type CommandOutput, type drops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { findDrop } from './drops.store.ts';
import { getCommandedShow } from './find-show-access.ts';
import { listGuestIds } from './guests.store.ts';
import { listReceiptsOf } from './receipts.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type ListReceiptsDeps = Pick<ShowsDeps, 'db' | 'findBrandIds' | 'findDisplayNames' | 'listForwarders'>;

type Output = CommandOutput<typeof drops.listReceipts>;
type State = Output['people'][number]['state'];

const MAX_PEOPLE = 500;
const farthestFirst: readonly State[] = ['forwarded', 'saved', 'seen', 'received', 'invited'];

/** The people behind one drop's counts, farthest first. @throws AppError `shows.not_found` | `drops.not_found` */
export async function listReceipts(
  deps: ListReceiptsDeps,
  caller: Member,
  { dropSeq, showId }: CommandInput<typeof drops.listReceipts>,
): Promise<Output> {
  const { db } = deps;
  await getCommandedShow(deps, db, { caller, showId });
  const drop = await findDrop(db, showId, dropSeq);
  if (!drop) throw new AppError('drops.not_found', `no drop at seq ${dropSeq}`);
  const states = new Map<AccountId, State>();
  for (const accountId of await listGuestIds(db, showId, MAX_PEOPLE)) states.set(accountId, 'invited');
  for (const receipt of await listReceiptsOf(db, showId, dropSeq)) states.set(receipt.accountId, toState(receipt));
  for (const accountId of await deps.listForwarders(db, showId, drop.materialId)) states.set(accountId, 'forwarded');
  const people = [...states]
    .sort(([, a], [, b]) => farthestFirst.indexOf(a) - farthestFirst.indexOf(b))
    .slice(0, MAX_PEOPLE);
  const names = await deps.findDisplayNames(
    db,
    people.map(([accountId]) => accountId),
  );
  return {
    people: people.map(([accountId, state]) => ({ accountId, state, displayName: names.get(accountId) ?? '' })),
  };
}

function toState({ isSaved, isSeen }: { isSeen: boolean; isSaved: boolean }): State {
  if (isSaved) return 'saved';
  return isSeen ? 'seen' : 'received';
}
