import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { Redis } from './redis.ts';

/** Whether the database answers and takes writes: a transaction id is something that a read-only copy cannot give. */
export async function checkDatabase(db: Db): Promise<'ok'> {
  await sql`select pg_current_xact_id()`.execute(db);
  return 'ok';
}

/** Whether Redis answers. Without it a server goes on alone, so this is no reason to stop serving. */
export async function checkRedis(redis: Redis | undefined): Promise<'ok' | 'degraded'> {
  if (!redis) return 'ok';
  return redis.ping().then(
    () => 'ok',
    () => 'degraded',
  );
}
