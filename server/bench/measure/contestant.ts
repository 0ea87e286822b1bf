import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Burst, Pressed } from '../load/swarm-options.ts';
import type { PinnedProcess } from '../processes/pinned-process.ts';
import type { Probe } from '../processes/probe.ts';
import type { LoadProcess } from '../processes/start-load.ts';

/** A server under test with its own clients. */
export type Contestant = {
  name: string;
  server: Pick<PinnedProcess<Probe>, 'ask' | 'readCpuSeconds' | 'readRssBytes'>;
  load: LoadProcess;
  /** What the server held before anybody came. */
  empty: { rss: number; heapUsed: number };
  /** What it took until all were in. */
  entered: { seconds: number; serverCpuSeconds: number };
  /** Of a peer: the acknowledgements it got since the last question. Ours acknowledges the client's receipt instead. */
  takeAcknowledged?: () => Promise<number>;
};

export type Window = Pressed & {
  seconds: number;
  serverCpuSeconds: number;
  /** Share of its core that the load took. */
  loadShare: number;
  delayP99Ms: number;
  queries: number;
  payloadBytes: number;
};

const MAX_LOAD_SHARE = 0.8;
const MAX_LOSS = 0.001;
const ACKNOWLEDGED_LIMIT_MS = 5_000;

/** Runs one burst and reads what both sides spent on it. */
export async function runWindow(contestant: Contestant, burst: Burst): Promise<Window> {
  const { load, server } = contestant;
  await server.ask('startProbe');
  const [startedMs, serverBefore, loadBefore] = [performance.now(), server.readCpuSeconds(), load.readCpuSeconds()];
  const pressed = await load.ask('press', burst);
  const acknowledged = (await countAcknowledged(contestant, pressed.expected)) ?? pressed.acknowledged;
  const seconds = (performance.now() - startedMs) / 1_000;
  return {
    ...pressed,
    acknowledged,
    seconds,
    serverCpuSeconds: server.readCpuSeconds() - serverBefore,
    loadShare: (load.readCpuSeconds() - loadBefore) / seconds,
    ...(await server.ask('readProbe')),
  };
}

/** The last acknowledgements are on their way while the last broadcast has arrived already. */
async function countAcknowledged({ takeAcknowledged }: Contestant, expected: number): Promise<number | undefined> {
  if (!takeAcknowledged) return undefined;
  let count = 0;
  for (const deadline = performance.now() + ACKNOWLEDGED_LIMIT_MS; performance.now() < deadline; await wait(5)) {
    count += await takeAcknowledged();
    if (count >= expected) break;
  }
  return count;
}

/** Why a window proves nothing; empty when it stands. */
export function findFaults(name: string, { delivered, expected, gaps, loadShare, repeats }: Window): string[] {
  const lost = 1 - delivered / expected;
  return [
    loadShare > MAX_LOAD_SHARE ? `${name}: the load took ${(loadShare * 100).toFixed(0)} % of its core` : '',
    lost > MAX_LOSS ? `${name}: ${(lost * 100).toFixed(2)} % did not arrive` : '',
    gaps + repeats > 0 ? `${name}: ${gaps} holes, ${repeats} repeats` : '',
  ].filter(Boolean);
}
