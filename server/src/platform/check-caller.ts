import { AppError, type Callers } from '@shoal/contract';
import type { Member } from './caller.ts';

/**
 * Whether an entry may be called at all; finer rights are the use case's.
 * @throws AppError `accounts.signed_out` | `accounts.not_allowed`
 */
export function checkCaller(callers: Callers, member: Member | undefined): void {
  if (callers === 'anyone') return;
  if (!member) throw new AppError('accounts.signed_out', 'sign in first');
  if (!callers.includes(member.role)) throw new AppError('accounts.not_allowed', `not for the role ${member.role}`);
}
