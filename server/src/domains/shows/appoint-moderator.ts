import { type AccountId, AppError, type ShowId } from '@shoal/contract';
import { deleteModerator, insertModerator } from './moderators.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

type Appointment = { showId: ShowId; accountId: AccountId; isModerator: boolean; by: AccountId };

/** Makes a guest a moderator or takes that back. Who may is the caller's to check. Safe to repeat. @throws AppError `accounts.not_found` */
export async function appointModerator(
  { db, now }: Pick<ShowsDeps, 'db' | 'now'>,
  { accountId, by, isModerator, showId }: Appointment,
): Promise<void> {
  if (!isModerator) return deleteModerator(db, showId, accountId);
  if (await insertModerator(db, { showId, accountId, appointedAt: now(), appointedBy: by })) return;
  throw new AppError('accounts.not_found', `${accountId} is no guest of this show`);
}
