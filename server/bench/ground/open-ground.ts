import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, type Db, openPool } from '../../src/platform/database.ts';
import { openTestDatabase } from '../../src/testing/test-database.ts';

/** A database of its own with the newest schema, and a folder; both are gone after `close`. */
export type Ground = { db: Db; databaseUrl: string; dataDir: string; close: () => Promise<void> };

export async function openGround(): Promise<Ground> {
  const database = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'shoal-bench-'));
  const db = createDb(openPool({ databaseUrl: database.databaseUrl, databasePoolSize: 8 }));
  return {
    db,
    dataDir,
    databaseUrl: database.databaseUrl,
    close: async () => {
      await db.destroy();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
