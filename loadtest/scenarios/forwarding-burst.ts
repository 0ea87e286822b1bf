import http from 'k6/http';
import { setTimeout } from 'k6/timers';
import { callApi, getPage, toPath } from '../lib/api.ts';
import * as metrics from '../lib/metrics.ts';
import { type Note, runSchool } from '../lib/run-school.ts';
import { hasEverything } from '../lib/shopkeeper.ts';
import { addressOf, browserAt, headersOf, plan } from '../lib/target.ts';
import { allDelivered, toOptions } from '../lib/thresholds.ts';
import { wire } from '../lib/wire.ts';

type Share = { shareId: string; code: string };

const MAX_TRIES = 3;
/** Who forwards sooner than a person can is held: 3 s after a task opened… */
const READS_TASK_MS = 3_200;
/** …and somebody who comes sooner than 5 s after a link was made. */
const OPENS_AFTER_MS = 3_200;
/** A little longer than a page has to be visible before its visit counts. */
const VISIBLE_MS = 2_300;
const forwarded = new Set<number>();

/** A task opens; everybody makes her link for it and forwards within seconds; a part of the links is opened by somebody else. */
export const options = toOptions(
  plan,
  { ...allDelivered(plan), missed: ['count==0'] },
  { share_ms: ['p(99)<1000'], drop_ms: ['p(99)<400'] },
);

export default function school(): void {
  runSchool({
    isDone: (shopkeeper) => hasEverything(shopkeeper) && forwarded.has(shopkeeper.index),
    countMissed: ({ index }) => (forwarded.has(index) ? 0 : 1),
    hooksOf: (index, note) => ({
      onTask(taskId) {
        const afterMs = READS_TASK_MS + Math.random() * plan.forwardWithinMs;
        setTimeout(() => void forward(index, taskId, note), afterMs);
      },
    }),
  });
}

async function forward(index: number, taskId: string, note: Note): Promise<void> {
  for (let attempt = 0; attempt < MAX_TRIES && !forwarded.has(index); attempt += 1) {
    const share = await makeLink(index, taskId, note);
    if (share && (index % Math.round(1 / plan.visitedPart) !== 0 || (await visit(index, share)))) forwarded.add(index);
  }
}

async function makeLink(index: number, taskId: string, note: Note): Promise<Share | undefined> {
  const headers = headersOf(index);
  const body = { showId: plan.showId, materialId: plan.materialId, taskId };
  const made = await callApi('POST', wire.paths.createShare, { headers, body });
  metrics.shareMs.add(made.ms);
  note('share_ms', made.ms);
  if (made.status !== 200) return undefined;
  const share = made.data as Share;
  const path = toPath(wire.paths.recordEvidence, { shareId: share.shareId });
  const noted = await callApi('POST', path, { headers, body: { grade: 'E1' } });
  return noted.status === 200 ? share : undefined;
}

/** Somebody else opens her link, looks at it for a moment, and the page says so. */
async function visit(index: number, { code }: Share): Promise<boolean> {
  await new Promise<void>((resolve) => void setTimeout(resolve, OPENS_AFTER_MS));
  const jar = new http.CookieJar();
  const headers = browserAt(addressOf(index + plan.shopkeepers));
  const page = await getPage(`/s/${code}`, { headers, jar });
  const beacon = /"beacon":"([^"]+)"/.exec(page)?.[1];
  if (!beacon) return false;
  await new Promise<void>((resolve) => void setTimeout(resolve, VISIBLE_MS));
  const body = { beacon, visibleMs: VISIBLE_MS };
  return (await callApi('POST', toPath(wire.paths.recordVisit, { code }), { headers, body, jar })).status === 200;
}

export { writeSummary as handleSummary } from '../lib/summary.ts';
