import process from 'node:process';
import { verifyLedger } from './domains/orders/reconcile-ledger.ts';
import { createDb, openPool } from './platform/database.ts';

/** Compares the ledger of `DATABASE_URL` with its orders, its seals and the heads in `DATA_DIR`; exits 1 on a difference. */
const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = process.env;
if (!databaseUrl || !dataDir) {
  process.stderr.write('Set DATABASE_URL and DATA_DIR.\n');
  process.exit(78); // EX_CONFIG
}
const db = createDb(openPool({ databaseUrl, databasePoolSize: 1, applicationName: 'shoal-verify-ledger' }));
const checks = await verifyLedger({ db, dataDir });
for (const { differences, examples, name } of checks)
  process.stdout.write(`${name}: ${differences === 0 ? 'agrees' : `${differences} differ: ${examples.join('; ')}`}\n`);
await db.destroy();
process.exit(checks.every(({ differences }) => differences === 0) ? 0 : 1);
