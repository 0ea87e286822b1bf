// The load of a bench, in a process of its own: one swarm, driven by the questions of the parent.
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { answerParent } from '../processes/answer-parent.ts';
import { readInTicks } from './read-in-ticks.ts';
import { Swarm } from './swarm.ts';
import type { Burst, SwarmOptions } from './swarm-options.ts';

let opened: Swarm | undefined;
const swarm = () => {
  if (!opened) throw new Error('nobody is connected yet');
  return opened;
};

const answers = {
  open: async (options: SwarmOptions) => {
    opened = await Swarm.open(options);
    return { joined: opened.countJoined() };
  },
  press: async (burst: Burst) => {
    const stop = readInTicks();
    const pressed = await swarm().press(burst).finally(stop);
    return { ...pressed, payloadBytes: swarm().payloadBytes };
  },
  cut: () => swarm().cut(),
  /** Why lines were closed, as the server said. */
  listCloseReasons: () => swarm().rooms.flatMap(({ closeReason }) => closeReason ?? []),
  countFaults: () => swarm().countFaults(),
  countJoined: () => swarm().countJoined(),
  countAt: (input: { seq: number }) => swarm().countAt(input.seq),
  /** How long until all are in the show again, with everything up to this seq. */
  untilCurrent: async ({ limitMs, seq, sockets }: { seq: number; sockets: number; limitMs: number }) => {
    const startedMs = performance.now();
    const isCurrent = () => swarm().countJoined() === sockets && swarm().countAt(seq) === sockets;
    while (!isCurrent() && performance.now() - startedMs < limitMs) await wait(10);
    return { ms: performance.now() - startedMs, joined: swarm().countJoined(), current: swarm().countAt(seq) };
  },
  close: () => swarm().close(),
};
export type LoadAnswers = typeof answers;

answerParent(answers);
