import { flushCompileCache } from 'node:module';
import { compose } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { createLog } from './platform/log.ts';
import { migrate, migrationsDir, readMigrations } from './platform/migrate.ts';

const EXIT_LIMIT_MS = 25_000;

const config = getConfig();
const log = createLog(config);
await migrate(config.ownerDatabaseUrl, await readMigrations(migrationsDir), log);
const shoal = await compose(config, { log, now: systemClock.now });
const port = await shoal.listen();
log.info({ port, publicUrl: config.publicUrl }, 'server listens');

// Otherwise written at the end, which a killed process never reaches.
flushCompileCache();

process.once('SIGTERM', () => stop('SIGTERM', 0));
process.once('SIGINT', () => stop('SIGINT', 0));
process.once('uncaughtException', (err) => {
  log.error({ err }, 'uncaught error');
  void stop('uncaught error', 1);
});

async function stop(cause: string, exitCode: number): Promise<void> {
  setTimeout(() => process.exit(1), EXIT_LIMIT_MS).unref();
  log.info({ cause }, 'server drains');
  await shoal.close();
  log.info('server closed');
  process.exit(exitCode);
}

function getConfig() {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(78); // EX_CONFIG: starting again cannot help.
  }
}
