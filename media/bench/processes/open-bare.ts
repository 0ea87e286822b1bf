import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type ViewerSwarm, viewerCapabilities } from '../../../scripts/client/viewer-swarm.ts';
import { inBatches } from '../load/in-batches.ts';
import { makeSteadyFile, STEADY_FILE } from '../load/steady-file.ts';
import type { Contestant } from '../measure/contestant.ts';
import { readCpuSeconds } from '../measure/process-tree.ts';
import { onCore } from './on-core.ts';

const program = fileURLToPath(new URL('./bare-mediasoup.ts', import.meta.url));
type Answer = { id: number; data?: never; error?: string };

/** Bare mediasoup in a process of its own, with the same file on its stage. */
export async function openBare(): Promise<Contestant> {
  const dir = await makeSteadyFile();
  const [execPath, args] = onCore('tested', process.execPath, [
    program,
    process.env.FFMPEG_PATH ?? 'ffmpeg',
    join(dir, STEADY_FILE),
  ]);
  const [first = program, ...rest] = args;
  const child = fork(first, rest, { execPath, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  const ready = Promise.withResolvers<never>();
  waiting.set(0, ready);
  child.on('message', ({ data, error, id }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(data as never);
    else asked?.reject(new Error(error));
  });
  child.once('exit', (code) => {
    for (const asked of waiting.values()) asked.reject(new Error(`bare mediasoup ended with ${code}`));
  });
  let nextId = 1;
  const ask = <T>(name: string, input: object): Promise<T> => {
    const id = nextId++;
    const asked = Promise.withResolvers<never>();
    waiting.set(id, asked);
    child.send({ id, name, input });
    return asked.promise;
  };
  const { workerPid } = (await ready.promise) as { workerPid: number };
  const viewers = new Set<string>();
  const enterOne = async (swarm: ViewerSwarm, viewer: string) => {
    const dtlsParameters = await swarm.identity();
    const watched = await ask<Parameters<ViewerSwarm['connect']>[1]>('watch', {
      viewer,
      rtpCapabilities: viewerCapabilities,
    });
    viewers.add(viewer);
    await Promise.all([swarm.connect(viewer, watched), ask('connect', { viewer, dtlsParameters })]);
  };
  return {
    name: 'mediasoup',
    enter: async (swarm, count) => {
      const names = Array.from({ length: count }, (_, at) => `bare-${at}`);
      await inBatches(names, (viewer) => enterOne(swarm, viewer));
    },
    leave: async () => {
      await Promise.all([...viewers].map((viewer) => ask('leave', { viewer })));
      viewers.clear();
    },
    readCpuSeconds: () => readCpuSeconds([child.pid ?? -1, workerPid]),
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
