import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepSecret } from '../ground/keep-secret.mjs';
import { choosePlace } from './cluster-place.mjs';
import { EmbeddedPostgres } from './embedded-postgres.mjs';
import { findPostgresUser } from './unprivileged-user.mjs';

export const DATABASE = 'shoal';
const MAX_RESTARTS = 5;

/** The cluster folder and password of a data directory. */
export async function locateCluster(dataDir) {
  return {
    dir: choosePlace(dataDir, await findPostgresUser()),
    password: keepSecret(dataDir, 'postgres-password'),
  };
}

/**
 * Runs the data directory's database and starts it again, at the same address, should it end by itself. The address is
 * left in `postgres.json` for the backup. The caller holds the directory's lock.
 */
export async function keepPostgresRunning(dataDir, { onNotice, onGiveUp }) {
  const cluster = await locateCluster(dataDir);
  const addressFile = join(dataDir, 'postgres.json');
  let server = await EmbeddedPostgres.open(cluster);
  await server.createDatabase(DATABASE);
  const url = server.urlOf(DATABASE);
  writeFileSync(addressFile, JSON.stringify({ url: server.urlOf('postgres') }), { mode: 0o600 });
  let restarts = 0;
  const watch = () => {
    server.closed
      .then(async (reason) => {
        if (reason === undefined) return;
        restarts += 1;
        onNotice(`${reason}; starting it again`);
        if (restarts > MAX_RESTARTS) return onGiveUp(new Error(reason));
        server = await EmbeddedPostgres.open({ ...cluster, port: server.port });
        watch();
      })
      .catch(onGiveUp);
  };
  watch();
  const close = async () => {
    await server.close();
    rmSync(addressFile, { force: true });
  };
  return { url, dir: cluster.dir, close };
}
