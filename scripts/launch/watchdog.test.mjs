import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { expect, test } from 'vitest';
import { diesWithParent } from './die-with-parent.mjs';

const stays = `process.on('SIGTERM', () => { console.log('told'); process.exit(7); }); console.log('up'); setInterval(() => {}, 1e6)`;

function watch() {
  const { command, args } = diesWithParent('TERM', process.execPath, ['-e', stays], null);
  return spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

test('the watchdog ends its command when the parent closes', async () => {
  const child = watch();
  await once(child.stdout, 'data');
  child.stdin.destroy();

  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('told\n');
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('the watchdog passes a signal on and ends as its command ends', async () => {
  const child = watch();
  await once(child.stdout, 'data');
  child.kill('SIGTERM');

  expect(await once(child, 'exit')).toEqual([7, null]);
});
