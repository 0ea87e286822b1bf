// Those who ask for posters, in a process of their own that gives way: they must not slow those who measure the room.
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { ShareCode } from '@shoal/contract';
import { answerParent } from '../processes/answer-parent.ts';

export type Crowd = { painted: number; seconds: number; waitedMs: number[]; refusals: number };
type Fetched = { ms: number; refusals: number };
type Asked = { port: number; codes: readonly ShareCode[] };

const GIVE_UP_MS = 180_000;

/** Everybody asks at once; who is refused comes again when she was told to, a little later than the others. */
async function fetchAll({ codes, port }: Asked): Promise<Crowd> {
  const startedMs = performance.now();
  const fetched = await Promise.all(codes.map((code) => fetchPoster(port, code)));
  return {
    painted: fetched.length,
    seconds: (performance.now() - startedMs) / 1_000,
    waitedMs: fetched.map(({ ms }) => ms),
    refusals: fetched.reduce((sum, { refusals }) => sum + refusals, 0),
  };
}

/** One after the other. @returns how long each took, in ms */
async function fetchEach({ codes, port }: Asked): Promise<number[]> {
  const tookMs: number[] = [];
  for (const code of codes) tookMs.push((await fetchPoster(port, code)).ms);
  return tookMs;
}

/** @throws Error for any answer but a poster or a request to come again, and after three minutes */
async function fetchPoster(port: number, code: ShareCode): Promise<Fetched> {
  const startedMs = performance.now();
  for (let refusals = 0; performance.now() - startedMs < GIVE_UP_MS; refusals += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/p/${code}.jpg`);
    await response.arrayBuffer();
    if (response.ok) return { ms: performance.now() - startedMs, refusals };
    if (response.status !== 503) throw new Error(`a poster was answered with ${response.status}`);
    await wait(Number(response.headers.get('retry-after') ?? 1) * 1_000 * (1 + Math.random() * 0.5));
  }
  throw new Error('a poster took more than three minutes');
}

const answers = { fetchAll, fetchEach };
export type CrowdAnswers = typeof answers;

answerParent(answers);
