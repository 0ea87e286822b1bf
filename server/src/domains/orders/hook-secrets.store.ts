import type { BrandId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { HookSecretRecord } from './orders.table.ts';

/** The newest secret that was made; undefined while the first one stands. */
export const findNewestSecret = (db: Db, brandId: BrandId): Promise<HookSecretRecord | undefined> =>
  db
    .selectFrom('paymentHookSecrets')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Adds a secret when the one before it is the newest; else nothing changes. */
export async function insertSecretAfter(db: Db, { brandId, madeAt, madeBy, number }: HookSecretRecord): Promise<void> {
  await sql`
    insert into payment_hook_secrets (brand_id, number, made_by, made_at)
    select ${brandId}, ${number}, ${madeBy}, ${madeAt}
    where ${number - 1} = (select coalesce(max(number), 1) from payment_hook_secrets where brand_id = ${brandId})
    on conflict do nothing`.execute(db);
}
