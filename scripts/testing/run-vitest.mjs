import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cloneDir } from '../ground/places.mjs';
import { diesWithParent } from '../launch/die-with-parent.mjs';

const vitest = join(cloneDir, 'node_modules/vitest/vitest.mjs');

/**
 * Runs these vitest projects, showing vitest's own output.
 * @returns how many tests passed, failed and were skipped; `failed` is at least 1 when vitest itself failed
 */
export async function runVitest(projects, filters, env) {
  const dir = mkdtempSync(join(tmpdir(), 'shoal-vitest-'));
  const resultFile = join(dir, 'result.json');
  const args = [
    vitest,
    'run',
    '--passWithNoTests',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile}`,
    ...filters,
  ];
  try {
    const wrapped = diesWithParent('TERM', process.execPath, args);
    const stdin = wrapped.needsPipe ? 'pipe' : 'ignore';
    const child = spawn(wrapped.command, wrapped.args, { cwd: cloneDir, env, stdio: [stdin, 'inherit', 'inherit'] });
    const [code] = await once(child, 'exit');
    return toCounts(readResult(resultFile), code);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Counts out of vitest's JSON report. A file that could not even be loaded has no tests: it counts as one failure. */
export function toCounts(result, exitCode) {
  const passed = result?.numPassedTests ?? 0;
  const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  const unloaded = (result?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = (result?.numFailedTests ?? 0) + unloaded.length;
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1), skipped };
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
