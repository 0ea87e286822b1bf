// `npm run verify:ledger`: whether anybody changed the commission ledger behind Shoal's back. Shoal runs, or DATABASE_URL
// names the database.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { bridgeNode } from './ground/bridge-node.mjs';
import { cloneDir } from './ground/places.mjs';
import { failAndExit, GroundError } from './ground/step.mjs';

async function verify() {
  const { toLaunchConfig } = await import('./launch/launch-config.mjs');
  const settings = join(cloneDir, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const { databaseUrl, dataDir } = toLaunchConfig(process.env, { cloneDir, interfaces: networkInterfaces() });
  const env = { ...process.env, DATABASE_URL: databaseUrl ?? readAddress(dataDir), DATA_DIR: dataDir };
  const { status } = spawnSync(process.execPath, [join(cloneDir, 'server/src/verify-ledger.ts')], {
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
}

function readAddress(dataDir) {
  const file = join(dataDir, 'postgres.json');
  if (!existsSync(file)) throw new GroundError('Shoal is not running here: start it, or set DATABASE_URL.');
  return JSON.parse(readFileSync(file, 'utf8')).url;
}

try {
  await bridgeNode();
  process.exit(await verify());
} catch (error) {
  failAndExit(error);
}
