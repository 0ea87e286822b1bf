import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CommandFailed, runCommand } from './run-command.mjs';

test('runCommand() resolves with what was printed and passes each line on', async () => {
  const lines = [];
  const output = await runCommand('sh', ['-c', 'echo one; echo two >&2'], { onLine: (line) => lines.push(line) });
  expect(output.split('\n').sort()).toEqual(['', 'one', 'two']);
  expect(lines.sort()).toEqual(['one', 'two']);
});

test('runCommand() refuses with the last lines when the command fails, is missing or takes too long', async () => {
  await expect(runCommand('sh', ['-c', 'echo why; exit 3'])).rejects.toThrow(/code 3\nwhy/);
  await expect(runCommand('/nonexistent', [])).rejects.toThrow(CommandFailed);
  await expect(runCommand('sleep', ['60'], { timeoutMs: 100 })).rejects.toThrow('longer than 100 ms');
});

test('runCommand() leaves nothing running when its process is killed', async () => {
  const module = join(import.meta.dirname, 'run-command.mjs');
  const script = `import { runCommand } from '${module}';
    await runCommand('sh', ['-c', 'echo $$; exec sleep 60'], { onLine: (line) => console.log(line) });`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = await once(owner.stdout, 'data');
  owner.kill('SIGKILL');
  const endsAt = Date.now() + 10_000;
  while (existsSync(`/proc/${Number(pid)}`) && Date.now() < endsAt) await wait(20);
  expect(existsSync(`/proc/${Number(pid)}`)).toBe(false);
});
