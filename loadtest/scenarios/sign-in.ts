import exec from 'k6/execution';
import { callApi } from '../lib/api.ts';
import { note } from '../lib/histogram.ts';
import * as metrics from '../lib/metrics.ts';
import { addressOf, browserAt, plan, shareOf } from '../lib/target.ts';
import { toOptions } from '../lib/thresholds.ts';
import type { Series, VuReport } from '../lib/vu-report.ts';
import { wire } from '../lib/wire.ts';

/** Each account signs in once by its password, one after the other in each virtual user: what a sign-in costs. */
export const options = toOptions(plan, { missed: ['count==0'] });

export default async function signIn(): Promise<void> {
  const series: Series = {};
  const startedMs = Date.now();
  const share = shareOf(exec.vu.idInTest);
  for (const index of share) {
    const body = { accountNameOrPhone: plan.accountNames[index], password: plan.password };
    const { ms, status } = await callApi('POST', wire.paths.signIn, { headers: browserAt(addressOf(index)), body });
    metrics.signInMs.add(ms);
    note(series, Math.floor((Date.now() - startedMs) / 1_000), ms);
    metrics.missed.add(status === 200 ? 0 : 1);
  }
  const none = { firstMin: 0, firstMax: 0, lastMin: 0, lastMax: 0, gaps: 0, doubles: 0 };
  const line: VuReport = { vu: exec.vu.idInTest, sockets: 0, ...none, series: { sign_in_ms: series } };
  console.log(JSON.stringify(line));
}

export { writeSummary as handleSummary } from '../lib/summary.ts';
