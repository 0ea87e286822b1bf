import type { ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { requireAccess } from './find-show-access.ts';
import { deleteReminder, insertReminder } from './reminders.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type AskReminderDeps = Pick<ShowsDeps, 'db' | 'findBrandIds' | 'now'>;

/** Keeps that the caller wants to be told before the show begins. Safe to repeat. @throws AppError `shows.not_found` */
export async function askReminder(deps: AskReminderDeps, caller: Member, showId: ShowId): Promise<void> {
  await requireAccess(deps, deps.db, { caller, showId });
  await insertReminder(deps.db, showId, caller.accountId, deps.now());
}

/** Takes it back. Safe to repeat. @throws AppError `shows.not_found` */
export async function dropReminder(deps: AskReminderDeps, caller: Member, showId: ShowId): Promise<void> {
  await requireAccess(deps, deps.db, { caller, showId });
  await deleteReminder(deps.db, showId, caller.accountId);
}
