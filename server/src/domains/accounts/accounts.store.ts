import type { AccountId, BrandId, Role } from '@shoal/contract';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { AccountRecord, AccountsTables } from './accounts.table.ts';

/** What nobody needs outside the password check stays out of every other row. */
const shown = [
  'accounts.id',
  'accountName',
  'phone',
  'role',
  'displayName',
  'tagline',
  'locale',
  'facePictureId',
  'createdAt',
  'lastSeenAt',
  'removedAt',
] as const;

export type ShownAccount = Omit<AccountRecord, 'passwordHash'> & { hasPassword: boolean; brandIds: BrandId[] };

const selectShown = (db: Db) =>
  db
    .selectFrom('accounts')
    .select(shown)
    .select([
      sql<boolean>`password_hash is not null`.as('hasPassword'),
      sql<BrandId[]>`array(select brand_id from account_brands b where b.account_id = accounts.id order by 1)`.as(
        'brandIds',
      ),
    ]);

/** One account, removed or not. */
export async function findAccount(db: Db, accountId: AccountId): Promise<ShownAccount | undefined> {
  return selectShown(db).where('accounts.id', '=', accountId).executeTakeFirst();
}

export type AccountFilter = { role?: Role | undefined; search?: string | undefined };

/** Accounts, newest first, at most 500. */
export async function listAccounts(db: Db, { role, search }: AccountFilter): Promise<ShownAccount[]> {
  let query = selectShown(db).orderBy('createdAt', 'desc').orderBy('accounts.id', 'desc').limit(500);
  if (role) query = query.where('role', '=', role);
  const pattern = search && `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  if (pattern) {
    query = query.where((eb) =>
      eb.or([eb('accountName', 'ilike', pattern), eb('displayName', 'ilike', pattern), eb('phone', 'ilike', pattern)]),
    );
  }
  return query.execute();
}

/** What a password check needs of the account that is named so, or has that phone. */
export async function findCredentials(db: Db, accountName: string, phone: string | undefined) {
  return db
    .selectFrom('accounts')
    .select(['id', 'role', 'displayName', 'passwordHash'])
    .where((eb) =>
      phone
        ? eb.or([eb('accountName', '=', accountName), eb('phone', '=', phone)])
        : eb('accountName', '=', accountName),
    )
    .where('removedAt', 'is', null)
    .executeTakeFirst();
}

export async function findPasswordHash(db: Db, accountId: AccountId): Promise<string | null> {
  const row = await db.selectFrom('accounts').select('passwordHash').where('id', '=', accountId).executeTakeFirst();
  return row?.passwordHash ?? null;
}

/** Whether the account still has this password; nobody changes it or removes her until the transaction ends. */
export async function holdPassword(tx: Db, accountId: AccountId, passwordHash: string | null): Promise<boolean> {
  const held = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('passwordHash', '=', passwordHash)
    .where('removedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return held !== undefined;
}

export type NewAccountRow = Insertable<AccountsTables['accounts']>;

export async function insertAccount(db: Db, account: NewAccountRow): Promise<void> {
  await db.insertInto('accounts').values(account).execute();
}

export async function updateAccount(
  db: Db,
  accountId: AccountId,
  changes: Updateable<AccountsTables['accounts']>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await db.updateTable('accounts').set(changes).where('id', '=', accountId).execute();
}

/** Makes these the account's brands. */
export async function setBrands(db: Db, accountId: AccountId, brandIds: readonly BrandId[]): Promise<void> {
  await db.deleteFrom('accountBrands').where('accountId', '=', accountId).execute();
  const rows = [...new Set(brandIds)].map((brandId) => ({ accountId, brandId }));
  if (rows.length > 0) await db.insertInto('accountBrands').values(rows).execute();
}

/** Whether there is an operator who can sign in or could be given a password. */
export async function hasOperator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'operator')
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

const OPERATORS_LOCK = 7_460_125_003;

/** Lets one transaction at a time decide who is operator: two changes cannot each count on the other. @returns who is. */
export async function lockOperators(tx: Db): Promise<AccountId[]> {
  await sql`select pg_advisory_xact_lock(${OPERATORS_LOCK})`.execute(tx); // There may be no row yet to lock.
  const rows = await tx
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'operator')
    .where('removedAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Names the unique rule that an insert or update broke, if that is what the error says. */
export function findTakenField(error: unknown): 'accountName' | 'phone' | 'groupName' | undefined {
  if (!(error instanceof Error) || !('constraint' in error)) return undefined;
  if (error.constraint === 'accounts_account_name_key') return 'accountName';
  if (error.constraint === 'shopkeeper_groups_named_once') return 'groupName';
  return error.constraint === 'accounts_phone_key' ? 'phone' : undefined;
}
