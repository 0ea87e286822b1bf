import { AppError } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findTakenField, insertAccount, type NewAccountRow } from './accounts.store.ts';

/**
 * Inserts an account. The transaction it runs in is over when a name or phone is taken.
 * @throws AppError `accounts.name_taken` | `accounts.phone_taken`
 */
export async function addAccount(tx: Db, account: NewAccountRow): Promise<void> {
  try {
    await insertAccount(tx, account);
  } catch (cause) {
    const taken = findTakenField(cause);
    if (taken === 'accountName') throw new AppError('accounts.name_taken', 'another account has this name', { cause });
    if (taken === 'phone') throw new AppError('accounts.phone_taken', 'another account has this phone', { cause });
    throw cause;
  }
}
