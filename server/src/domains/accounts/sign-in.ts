import { AppError, type accounts } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import { findCredentials, holdPassword } from './accounts.store.ts';
import { type OpenedSession, type OpenSessionDeps, openSession } from './open-session.ts';
import type { Passwords } from './passwords.ts';
import { toStoredPhone } from './phone.ts';
import { getMe } from './to-me.ts';

export type SignInDeps = OpenSessionDeps & { db: Db; limits: RateLimits; passwords: Passwords };
export type SignInInput = { accountNameOrPhone: string; password: string };
export type Client = { ip: string; userAgent: string };

const perAccount: RateLimit = { name: 'sign-in-account', points: 5, windowSeconds: 60 };
const failuresPerAddress: RateLimit = { name: 'sign-in-failures', points: 20, windowSeconds: 60 };

const wrong = () => new AppError('accounts.wrong_credentials', 'no account has this name and password');

/**
 * Opens a session for who knows the password. An unknown account and a wrong password look the same and take as long.
 * @throws AppError `accounts.wrong_credentials` | `request.rate_limited`
 */
export async function signIn(
  deps: SignInDeps,
  client: Client,
  input: SignInInput,
): Promise<{ me: accounts.Me; session: OpenedSession }> {
  const name = input.accountNameOrPhone.toLowerCase();
  const phone = toStoredPhone(input.accountNameOrPhone);
  await deps.limits.check(failuresPerAddress, client.ip);
  await deps.limits.take(perAccount, phone ?? name);
  const account = await findCredentials(deps.db, name, phone);
  const isRight = await deps.passwords.isRight(account?.passwordHash, input.password);
  // Who tries many at once is told no more than who tries one after the other.
  await deps.limits.check(failuresPerAddress, client.ip);
  if (!account || !isRight) {
    await deps.limits.take(failuresPerAddress, client.ip);
    throw wrong();
  }
  await deps.limits.forgive(perAccount, phone ?? name);
  const who = { accountId: account.id, role: account.role, userAgent: client.userAgent };
  const session = await deps.db.transaction().execute(async (tx) => {
    // A password that was changed while this one was looked at ended all sessions; none may come after.
    if (!(await holdPassword(tx, account.id, account.passwordHash))) throw wrong();
    return openSession(deps, tx, who);
  });
  return { session, me: await getMe(deps.db, { accountId: account.id, sessionId: session.sessionId }) };
}
