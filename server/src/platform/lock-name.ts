import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Whoever locks the same name comes after the other, from here to the end of the transaction; over all servers. */
export async function lockName(tx: Db, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
