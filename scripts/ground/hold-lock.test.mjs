import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameHolder, takeTurn, tryLock } from './hold-lock.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shoal-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function holdElsewhere() {
  const module = join(import.meta.dirname, 'hold-lock.mjs');
  const script = `import { tryLock } from '${module}'; tryLock(process.argv[1]); console.log('held'); setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('tryLock() refuses a directory that another process holds, at once, and names that process', async () => {
  const other = await holdElsewhere();
  const askedAt = Date.now();

  const { holder, release } = tryLock(dir);

  expect(release).toBeUndefined();
  expect(Date.now() - askedAt).toBeLessThan(1_000);
  expect(nameHolder(holder)).toContain(`process ${other.pid} on `);
  other.kill('SIGKILL');
});

test('tryLock() gets the lock of a process that was killed', async () => {
  const other = await holdElsewhere();
  other.kill('SIGKILL');
  await once(other, 'exit');

  const { release } = tryLock(dir);
  expect(release).toBeTypeOf('function');
  release();
});

test('takeTurn() waits until the holder lets go', async () => {
  const first = tryLock(dir, 'build');
  let waited = '';
  const turn = takeTurn(dir, 'build', (text) => {
    waited = text;
    first.release();
  });
  (await turn)();
  expect(waited).toContain(`${process.pid}`);
});
