// `npm run types`: the type check of every workspace, each by its own tsconfig.json; a bench that opens pages has one apart.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cloneDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';

/** The longest first, so that the last one keeps nobody waiting. */
const PROJECTS = ['server', 'web', 'media', 'media/bench', 'e2e', 'scripts', 'loadtest', 'contract'];
const tsc = join(cloneDir, 'node_modules/typescript/bin/tsc');
const left = PROJECTS.filter((name) => existsSync(join(cloneDir, name, 'tsconfig.json')));
let failed = 0;

async function check(project) {
  try {
    // A second check reads what the first one found, and looks only at what changed since.
    const kept = ['--incremental', '--tsBuildInfoFile', join(cloneDir, '.cache/types', `${project}.json`)];
    await runCommand(process.execPath, [tsc, '-p', join(cloneDir, project), ...kept], { cwd: cloneDir });
  } catch (error) {
    failed += 1;
    process.stderr.write(`${project}:\n${error.output}\n`);
  }
}

/** The compiler keeps one core busy. */
async function checkNext() {
  for (let project = left.shift(); project; project = left.shift()) await check(project);
}

await Promise.all(Array.from({ length: availableParallelism() }, checkNext));
process.exit(failed === 0 ? 0 : 1);
