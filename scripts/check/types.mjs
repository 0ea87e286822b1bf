// `npm run types`: the type check of every workspace, each by its own tsconfig.json; a bench that opens pages has one apart.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cloneDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';

const PROJECTS = ['contract', 'server', 'media', 'media/bench', 'web', 'loadtest', 'scripts', 'e2e'];
const tsc = join(cloneDir, 'node_modules/typescript/bin/tsc');
let failed = 0;
for (const project of PROJECTS.filter((name) => existsSync(join(cloneDir, name, 'tsconfig.json')))) {
  try {
    // A second check reads what the first one found, and looks only at what changed since.
    const kept = ['--incremental', '--tsBuildInfoFile', join(cloneDir, '.cache/types', `${project}.json`)];
    await runCommand(process.execPath, [tsc, '-p', join(cloneDir, project), ...kept], { cwd: cloneDir });
  } catch (error) {
    failed += 1;
    process.stderr.write(`${project}:\n${error.output}\n`);
  }
}
process.exit(failed === 0 ? 0 : 1);
