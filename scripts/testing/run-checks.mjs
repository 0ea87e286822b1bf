import { join } from 'node:path';
import process from 'node:process';
import { cloneDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { step } from '../ground/step.mjs';

const modules = join(cloneDir, 'node_modules');
const CHECKS = [
  { title: 'format and lint', args: [join(modules, '@biomejs/biome/bin/biome'), 'check', '--max-diagnostics=50', '.'] },
  { title: 'types', args: [join(cloneDir, 'scripts/check/types.mjs')] },
  { title: 'import law', args: [join(cloneDir, 'scripts/check/import-law.mjs')] },
  { title: 'unused code', args: [join(modules, 'knip/bin/knip.js'), '--no-progress'] },
  { title: 'third-party notices', args: [join(cloneDir, 'scripts/notices.mjs'), '--check'] },
];

/**
 * Runs every check, also after one that failed.
 * @returns the titles of those that failed
 */
export async function runChecks() {
  const failed = [];
  for (const { title, args } of CHECKS) {
    let output = '';
    try {
      await step(title, () =>
        runCommand(process.execPath, args, { cwd: cloneDir, onLine: (line) => (output += `${line}\n`) }).then(() => {}),
      );
    } catch {
      failed.push(title);
      process.stdout.write(`${output.replace(/^/gm, '    ')}\n`);
    }
  }
  return failed;
}
