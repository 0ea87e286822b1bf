// `npm test`: the same ground as `npm start`, then every check and every test. `npm test -- --only lint|unit|e2e|load`
// runs a part, `npm test -- <file filter>` single files.
import process from 'node:process';
import { bridgeNode, isBridged } from './ground/bridge-node.mjs';
import { installPackages } from './ground/install-packages.mjs';
import { failAndExit, step } from './ground/step.mjs';

async function test(args) {
  const startedAt = Date.now();
  const { toTestPlan } = await import('./testing/test-plan.mjs');
  const plan = toTestPlan(args);
  const failedChecks = plan.isLint ? await runLint() : [];
  const hasTests = plan.isUnit || plan.isE2e || plan.isLoad;
  const counts = hasTests ? await runTests(plan) : { passed: 0, failed: 0, skipped: 0 };
  if (failedChecks.length > 0) process.stdout.write(`\nfailed checks: ${failedChecks.join(', ')}\n`);
  process.stdout.write(`\ntotal time ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`);
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  const isEmpty = hasTests && counts.passed + counts.failed === 0;
  if (isEmpty) process.stderr.write('no test was executed\n');
  return failedChecks.length > 0 || counts.failed > 0 || isEmpty ? 1 : 0;
}

async function runLint() {
  const { runChecks } = await import('./testing/run-checks.mjs');
  return runChecks();
}

async function runTests({ isUnit, isE2e, isLoad, filters }) {
  const { buildWeb } = await import('./ground/build-web.mjs');
  const { prepareTestEnvironment } = await import('./testing/test-environment.mjs');
  const { runVitest } = await import('./testing/run-vitest.mjs');
  const { openTestDataDir } = await import('./testing/test-data-dir.mjs');
  const dataDir = openTestDataDir();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const services = await prepareTestEnvironment(dataDir);
  try {
    await step('web pages', buildWeb);
    const env = { ...process.env, ...services.env };
    for (const projects of [isUnit && ['node', 'web'], isE2e && ['e2e', 'timed'], isLoad && ['load']].filter(Boolean)) {
      const counts = await runVitest(projects, filters, env);
      for (const name of Object.keys(sum)) sum[name] += counts[name];
    }
  } finally {
    await services.close();
  }
  return sum;
}

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  process.exit(await test(process.argv.slice(2)));
} catch (error) {
  failAndExit(error);
}
