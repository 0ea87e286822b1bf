import type { CommandOutput, ShowId, shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { listAttention } from './attention.store.ts';
import { getCommandedShow } from './find-show-access.ts';
import type { Presence } from './presence.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type ListPresentDeps = Pick<ShowsDeps, 'db' | 'findBrandIds' | 'findDisplayNames' | 'listMuted' | 'now'> & {
  presence: Pick<Presence, 'list'>;
};

const MAX_PEOPLE = 500;

/** Who is here, by name, each person once. @throws AppError `shows.not_found` */
export async function listPresent(
  deps: ListPresentDeps,
  caller: Member,
  showId: ShowId,
): Promise<CommandOutput<typeof shows.listPresent>> {
  await getCommandedShow(deps, deps.db, { caller, showId });
  const present = await deps.presence.list(showId);
  const listed = present.slice(0, MAX_PEOPLE);
  const ids = listed.map(({ accountId }) => accountId);
  const [names, muted, attention] = await Promise.all([
    deps.findDisplayNames(deps.db, ids),
    deps.listMuted(deps.db, showId),
    listAttention(deps.db, { showId, accountIds: ids, now: deps.now() }),
  ]);
  const people = listed.map(({ accountId, devices }) => ({
    accountId,
    devices,
    displayName: names.get(accountId) ?? '',
    isMuted: muted.has(accountId),
    attentiveMs: attention.get(accountId)?.attentiveMs ?? 0,
    isAttentive: attention.get(accountId)?.isAttentive ?? false,
  }));
  return { online: present.length, people: people.sort((a, b) => a.displayName.localeCompare(b.displayName, 'zh')) };
}
