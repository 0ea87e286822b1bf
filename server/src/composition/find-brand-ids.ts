import { findAccount } from '../domains/accounts/accounts.store.ts';
import type { ShowsNeeds } from '../domains/shows/shows-deps.ts';

/** Where a member belongs, for all who ask before they answer her. */
export const findBrandIds: ShowsNeeds['findBrandIds'] = async (db, accountId) =>
  (await findAccount(db, accountId))?.brandIds ?? [];
