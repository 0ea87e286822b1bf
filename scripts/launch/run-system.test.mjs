import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { findFreePort } from '../ground/free-port.mjs';

const fakes = join(dirname(fileURLToPath(import.meta.url)), 'testing');
let launchers = [];

afterEach(() => {
  for (const { child } of launchers) child.kill('SIGKILL');
  launchers = [];
});

async function launch(...args) {
  const child = spawn(process.execPath, [join(fakes, 'run-fake-system.mjs'), `${await findFreePort()}`, ...args]);
  const launcher = { child, output: '', code: undefined };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (launcher.output += text));
  child.once('exit', (code) => (launcher.code = code));
  launchers.push(launcher);
  return launcher;
}

async function until(what, condition, boundMs = 10_000) {
  const endsAt = Date.now() + boundMs;
  for (;;) {
    const value = condition();
    if (value) return value;
    if (Date.now() > endsAt) throw new Error(`never: ${what}`);
    await wait(20);
  }
}

const pidsOf = (launcher, name) =>
  [...launcher.output.matchAll(new RegExp(`^\\[${name}\\].* at=(\\d+)$`, 'gm'))].map(([, pid]) => Number(pid));
const isAlive = (pid) => existsSync(`/proc/${pid}`);

async function launchReady() {
  const launcher = await launch();
  await until('the system is ready', () => launcher.output.includes('welcome'));
  await until('media is there', () => pidsOf(launcher, 'media').length > 0);
  return launcher;
}

describe('runSystem()', () => {
  test('starts a killed server again within 3 s, says why, and leaves media alone', async () => {
    const launcher = await launchReady();
    const killedAt = Date.now();
    process.kill(pidsOf(launcher, 'server')[0], 'SIGKILL');

    await until('a second server', () => pidsOf(launcher, 'server').length === 2);

    expect(Date.now() - killedAt).toBeLessThan(3_000);
    expect(launcher.output).toContain('server ended with SIGKILL; starting it again in 0 s');
    expect(pidsOf(launcher, 'media')).toHaveLength(1);
  });

  test('ends media before the server on SIGTERM, waits for both and exits with 0', async () => {
    const launcher = await launchReady();
    launcher.child.kill('SIGTERM');
    await until('the launcher ends', () => launcher.code !== undefined);

    expect(launcher.code).toBe(0);
    expect(launcher.output).toContain('[media] recordings finalised');
    expect([...pidsOf(launcher, 'media'), ...pidsOf(launcher, 'server')].filter(isAlive)).toEqual([]);
  });

  test('leaves no orphan when it is killed', async () => {
    const launcher = await launchReady();
    launcher.child.kill('SIGKILL');

    const pids = [...pidsOf(launcher, 'media'), ...pidsOf(launcher, 'server')];
    await until('the children end', () => !pids.some(isAlive));
  });

  test('gives up with the last line when the server never starts', async () => {
    const launcher = await launch(join(fakes, 'no-such-server.mjs'));
    await until('the launcher ends', () => launcher.code !== undefined, 20_000);

    expect(launcher.code).toBe(1);
    expect(launcher.output).toContain('The server does not start: its last lines');
  });
});
