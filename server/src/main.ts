import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { createLog } from './platform/log.ts';
import { migrate, migrationsDir, readMigrations } from './platform/migrate.ts';

const config = readConfig();
const log = createLog(config);
await migrate(config.databaseUrl, await readMigrations(migrationsDir), log);
const shoal = await compose(config, { log, now: systemClock.now });
const port = await shoal.listen();
log.info({ port, publicUrl: config.publicUrl }, 'server listens');

const stop = async (signal: string) => {
  log.info({ signal }, 'server drains');
  await shoal.close();
  log.info('server closed');
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
