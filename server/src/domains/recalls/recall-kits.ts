import { AppError, type RouteInput, type recalls } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { isConcerned, keepReceipt } from './recalls.store.ts';
import type { KitRow, RecallsDeps } from './recalls-deps.ts';

/** What a shopkeeper has to put right. Her buyers are hers to speak to, so she gets them to recognise, not to call. */
export async function listRecallKits(deps: RecallsDeps, caller: Member): Promise<recalls.RecallKit[]> {
  const rows = await deps.listKits(deps.db, caller.accountId);
  return rows.map((row) => toKit(deps, row));
}

function toKit({ maskPhone, publicUrl }: RecallsDeps, { buyers, code, groups, ...row }: KitRow): recalls.RecallKit {
  const toUrl = (of: string) => `${publicUrl}/s/${of}`;
  return {
    ...row,
    url: toUrl(code),
    groups: groups.map((group) => ({ name: group.name, members: group.members, url: toUrl(group.code) })),
    buyers: buyers.map(({ name, phone, ...bought }) => ({
      ...bought,
      maskedName: maskName(name),
      maskedPhone: maskPhone(phone),
    })),
  };
}

/** The first letter, and as many stars as keep the length to themselves. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}**`;

/** She saw it, or passed it on; again changes nothing. @throws AppError `recalls.not_found` unless she has links of it. */
export async function tickRecallKit(
  { db, now }: RecallsDeps,
  { accountId: shopkeeperId }: Member,
  { recallId, step }: RouteInput<typeof recalls.tickRecallKit>,
): Promise<void> {
  if (!(await isConcerned(db, shopkeeperId, recallId)))
    throw new AppError('recalls.not_found', `no recall ${recallId} that stands and concerns her`);
  await keepReceipt(db, { recallId, shopkeeperId, step, at: now() });
}
