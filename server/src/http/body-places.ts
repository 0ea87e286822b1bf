import { type AccountId, AppError } from '@shoal/contract';

/** Raw bodies of one account that may be on their way at once: each is in memory whole until it is answered. */
const MAX_AT_ONCE = 4;

/** Does what takes a raw body. @throws AppError `request.rate_limited` when as many of the account's are on their way */
export type InBodyPlace = <T>(accountId: AccountId, work: () => Promise<T>) => Promise<T>;

/** Counts raw bodies by account, from before the first byte until the answer. */
export function createBodyPlaces(): InBodyPlace {
  const taken = new Map<AccountId, number>();
  return async (accountId, work) => {
    const before = taken.get(accountId) ?? 0;
    if (before >= MAX_AT_ONCE)
      throw new AppError('request.rate_limited', `${MAX_AT_ONCE} files at once are allowed: wait for one to end`);
    taken.set(accountId, before + 1);
    try {
      return await work();
    } finally {
      const left = (taken.get(accountId) ?? 1) - 1;
      if (left > 0) taken.set(accountId, left);
      else taken.delete(accountId);
    }
  };
}
