import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildScenarios } from '../../loadtest/build.mjs';
import { buildWeb } from '../ground/build-web.mjs';
import { cloneDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { GroundError, step } from '../ground/step.mjs';
import { findK6, K6_VERSION } from './find-k6.mjs';
import { OptionsError, readOptions } from './options.ts';
import { openOwnTarget } from './own-target.mjs';
import { choosePins } from './pin.mjs';
import { printTable } from './print-table.ts';
import { runScenario } from './run-scenario.ts';
import { isPassed, toFigures } from './to-figures.ts';
import { toNeededFiles } from './to-plan.ts';
import { writeReport } from './write-report.ts';

const reportsDir = join(cloneDir, 'loadtest/reports');

/** `npm run loadtest`: one scenario from the command line to the printed table. Resolves with the exit code. */
export async function loadtest(argv) {
  const options = getOptions(argv);
  await requireFiles(toNeededFiles(options));
  const k6 = await step('k6', findK6);
  await step('web pages', buildWeb);
  const workDir = mkdtempSync(join(tmpdir(), 'shoal-k6-'));
  const bundleDir = join(workDir, 'bundles');
  await step('scenarios', () => buildScenarios(bundleDir).then(() => {}));
  const pins = choosePins(options.isPinned);
  const own = options.url ? undefined : await step('PostgreSQL and the server', () => openOwnTarget({ pins }));
  const target = own ?? { url: options.url, databaseUrl: options.databaseUrl };
  process.once('SIGINT', () => process.exit(130)); // The processes that we started end with us.
  try {
    await pins.moveToLoadCore();
    const deps = { k6, bundleDir, workDir, toCommand: pins.onLoadCore, target, say };
    const result = await runScenario(deps, options);
    const figures = toFigures(result, { ...(await readMachine(k6)), isPinned: pins.isPinned });
    printTable(figures);
    mkdirSync(reportsDir, { recursive: true });
    const file = join(reportsDir, `${options.scenario}-${options.shopkeepers}.html`);
    writeReport(file, figures);
    process.stdout.write(`\nreport: ${file}\n`);
    return isPassed(figures) ? 0 : 1;
  } finally {
    await own?.close();
    rmSync(workDir, { recursive: true, force: true });
  }
}

const say = (text) => process.stdout.write(`    ${text}\n`);

function getOptions(argv) {
  try {
    return readOptions(argv);
  } catch (error) {
    throw error instanceof OptionsError ? new GroundError(error.message) : error;
  }
}

/** Each socket is a file, at both ends of it. */
async function requireFiles(needed) {
  const open = Number((await runCommand('sh', ['-c', 'ulimit -n'])).trim());
  if (open >= needed || Number.isNaN(open)) return; // `unlimited` is no number.
  throw new GroundError(
    `This run needs ${needed} open files and ${open} are allowed: run "ulimit -n ${needed}" first.`,
  );
}

async function readMachine(k6) {
  const { cpus, release, totalmem } = await import('node:os');
  const said = await runCommand(k6, ['version']).catch(() => K6_VERSION);
  return {
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    k6: said.trim().split('\n')[0],
  };
}
