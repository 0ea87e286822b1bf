import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { merge } from '../../loadtest/lib/histogram.ts';
import type { RunPlan, ScenarioName } from '../../loadtest/lib/run-plan.ts';
import type { Series, VuReport } from '../../loadtest/lib/vu-report.ts';

type Metric = {
  readonly type: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
};
export type K6Summary = { readonly metrics: Readonly<Record<string, Metric>> };

/** What a run of k6 left behind; without a summary it broke before its end. */
export type K6Result = {
  readonly exitCode: number;
  readonly summary: K6Summary;
  readonly virtualUsers: readonly VuReport[];
  readonly series: Readonly<Record<string, Series>>;
};

/** A command line of k6's, pinned or not. */
export type ToCommand = (command: string, args: string[]) => { command: string; args: string[] };

export type K6Deps = { k6: string; bundleDir: string; workDir: string; toCommand: ToCommand };

/** k6 has its own limit before this one. */
const KILL_AFTER_MS = 90_000;

/** Starts one scenario. `ended` resolves when k6 is gone; a threshold that failed is no error here. */
export function startK6(
  { bundleDir, k6, toCommand, workDir }: K6Deps,
  scenario: ScenarioName,
  plan: RunPlan,
): { child: ChildProcess; ended: Promise<K6Result> } {
  const consoleFile = join(workDir, `${scenario}.console`);
  const flags = ['--quiet', '--no-color', '--no-usage-report', '--log-format', 'raw', '--console-output', consoleFile];
  const { command, args } = toCommand(k6, ['run', ...flags, '--address', '', join(bundleDir, `${scenario}.js`)]);
  const child = spawn(command, args, {
    // Its collector takes a third of its time at the usual setting; memory there is.
    env: { GOGC: '400', ...process.env, SHOAL_RUN: JSON.stringify(plan) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const bound = setTimeout(() => child.kill('SIGKILL'), plan.deadlineMs + KILL_AFTER_MS);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(bound);
      resolve(code ?? 1);
    });
  }).then((exitCode) => toResult({ consoleFile, exitCode, plan, said: said.join('') }));
  return { child, ended };
}

function toResult(left: { consoleFile: string; exitCode: number; plan: RunPlan; said: string }): K6Result {
  const { consoleFile, exitCode, plan, said } = left;
  if (!existsSync(plan.summaryFile)) throw new Error(`k6 ended with code ${exitCode} and no summary\n${tail(said)}`);
  const summary = JSON.parse(readFileSync(plan.summaryFile, 'utf8')) as K6Summary;
  const lines = existsSync(consoleFile) ? readFileSync(consoleFile, 'utf8').split('\n') : [];
  const virtualUsers = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as VuReport);
  const series: Record<string, Series> = {};
  for (const [name, more] of virtualUsers.flatMap((report) => Object.entries(report.series))) {
    series[name] ??= {};
    merge(series[name], more);
  }
  if (virtualUsers.length === 0) throw new Error(`no virtual user of k6 reported\n${tail(said)}`);
  return { exitCode, summary, virtualUsers, series };
}

const tail = (text: string) => text.trimEnd().split('\n').slice(-20).join('\n');
