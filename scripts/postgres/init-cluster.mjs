import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { runCommand } from '../ground/run-command.mjs';

export const SUPERUSER = 'shoal';

/** Makes the cluster in `dir` when there is none: UTF-8, sorted by code point, every connection with the password. */
export async function initCluster({ binaries, dir, user, password }) {
  if (existsSync(join(dir, 'PG_VERSION'))) return;
  mkdirSync(dirname(dir), { recursive: true, mode: 0o755 });
  // Made under another name and then renamed: a start that was cut off leaves no half cluster behind.
  const part = `${dir}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  const passwordDir = mkdtempSync(join(tmpdir(), 'shoal-'));
  const passwordFile = join(passwordDir, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [part, passwordDir, passwordFile]) chownSync(path, user.uid, user.gid);
  const args = [
    `--pgdata=${part}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  try {
    await runCommand(join(binaries, 'bin/initdb'), args, { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
  } finally {
    rmSync(passwordDir, { recursive: true, force: true });
  }
  renameSync(part, dir);
}
