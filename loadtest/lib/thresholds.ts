import type { RunPlan } from './run-plan.ts';

type Thresholds = Record<string, string[]>;
type Options = {
  scenarios: Record<string, Record<string, unknown>>;
  thresholds: Thresholds;
  summaryTrendStats: string[];
  noCookiesReset: boolean;
  systemTags: string[];
};

/** Every drop to every one, once and in order, and every receipt confirmed. */
export const allDelivered = (plan: RunPlan): Thresholds => ({
  delivered: [`count==${plan.shopkeepers * plan.drops}`],
  gaps: ['count==0'],
  doubles: ['count==0'],
  lost: ['count==0'],
  ...(plan.sendsReceipts && { unconfirmed: ['count==0'] }),
});

/** k6's options for one run: each virtual user runs once, with many sockets. Times are judged in big runs only. */
export const toOptions = (plan: RunPlan, counts: Thresholds, times: Thresholds = {}): Options => ({
  scenarios: {
    school: {
      executor: 'per-vu-iterations',
      vus: plan.virtualUsers,
      iterations: 1,
      // Well beyond the deadline: k6 may hang when it has to interrupt virtual users that hold sockets.
      maxDuration: `${plan.deadlineMs + 60_000}ms`,
      gracefulStop: '5s',
    },
  },
  thresholds: { ...counts, ...(plan.judgesTimes && times) },
  summaryTrendStats: ['count', 'min', 'med', 'p(95)', 'p(99)', 'max'],
  noCookiesReset: true,
  systemTags: [],
});
