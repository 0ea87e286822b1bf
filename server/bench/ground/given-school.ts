import type { AccountId, MaterialId, SessionId, ShowId } from '@shoal/contract';
import { hashToken } from '../../src/domains/accounts/sessions.store.ts';
import { insertGuests } from '../../src/domains/shows/guests.store.ts';
import type { Db } from '../../src/platform/database.ts';
import { newId, newToken } from '../../src/platform/new-id.ts';
import { givenAccount, givenSession } from '../../src/testing/given.ts';
import { givenShow } from '../../src/testing/given-show.ts';
import { toCookie, toToken } from '../load/token.ts';

/** A live show and everybody who is invited, each with a session. */
export type School = {
  showId: ShowId;
  materialId: MaterialId;
  hostCookie: string;
  /** With `toToken`, the sessions of the shopkeepers. */
  secret: string;
  shopkeepers: readonly AccountId[];
};

const BATCH = 1_000;
const DAY_MS = 24 * 3_600_000;

/** Seeds accounts, sessions and invitations in batches, past the password hash that would take two minutes of both cores. */
export async function givenSchool(db: Db, size: number): Promise<School> {
  const host = await givenAccount(db, 'host');
  const show = await givenShow(db, { hostId: host.accountId });
  const { token } = await givenSession(db, () => new Date(), { ...host, role: 'host' });
  const secret = newToken();
  const shopkeepers = Array.from({ length: size }, () => newId<AccountId>());
  for (let from = 0; from < size; from += BATCH) {
    const batch = shopkeepers.slice(from, from + BATCH);
    await insertShopkeepers(db, batch, (at) => toToken(secret, from + at));
    await insertGuests(db, show.showId, { accountIds: batch, invitedAt: new Date() });
  }
  return { showId: show.showId, materialId: show.materialId, hostCookie: toCookie(token), secret, shopkeepers };
}

async function insertShopkeepers(db: Db, ids: readonly AccountId[], tokenOf: (at: number) => string): Promise<void> {
  const now = new Date();
  const end = new Date(now.getTime() + DAY_MS);
  await db
    .insertInto('accounts')
    .values(
      ids.map((id) => ({
        id,
        role: 'shopkeeper' as const,
        accountName: `keeper-${id}`,
        displayName: 'A shopkeeper',
        createdAt: now,
      })),
    )
    .execute();
  await db
    .insertInto('sessions')
    .values(
      ids.map((accountId, at) => ({
        id: newId<SessionId>(),
        accountId,
        tokenHash: hashToken(tokenOf(at)),
        userAgent: 'bench',
        createdAt: now,
        lastSeenAt: now,
        idleExpiresAt: end,
        expiresAt: end,
        latestExpiresAt: end,
      })),
    )
    .execute();
}
