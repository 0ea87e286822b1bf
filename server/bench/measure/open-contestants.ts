import { performance } from 'node:perf_hooks';
import { givenSchool } from '../ground/given-school.ts';
import type { Ground } from '../ground/open-ground.ts';
import type { SwarmTarget } from '../load/swarm-options.ts';
import type { PinnedProcess } from '../processes/pinned-process.ts';
import type { Probe } from '../processes/probe.ts';
import { startLoad } from '../processes/start-load.ts';
import { type PeerName, startPeer } from '../processes/start-peer.ts';
import { startShoal } from '../processes/start-shoal.ts';
import { type Contestant, runWindow } from './contestant.ts';

export type Contest = { all: readonly Contestant[]; close: () => Promise<void> };
export type ContestOptions = { sockets: number; acknowledges: boolean; comesBack?: boolean; cpuProf?: string };

type Entrant = Pick<Contestant, 'name' | 'takeAcknowledged'> & {
  server: PinnedProcess<Probe>;
  target: SwarmTarget;
  prepare?: (payloadBytes: number) => Promise<void>;
};

const SERVER_CORE = 0;

/**
 * Our server as in production with signed-in shopkeepers in a live show, and the peers with as many sockets. One
 * broadcast of ours is sent first: the peers send as many bytes.
 */
export async function openContest(ground: Ground, options: ContestOptions): Promise<Contest> {
  const opened: { close: () => Promise<void> }[] = [];
  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    const entrants = await Promise.all([
      enterOurs(ground, options),
      enterPeer('ws', options),
      enterPeer('socket.io', options),
    ]);
    for (const { server } of entrants) {
      opened.push({ close: () => (options.cpuProf ? server.end() : server.close()) });
    }
    const all: Contestant[] = [];
    let payloadBytes = 0;
    for (const { prepare, server, target, ...entrant } of entrants) {
      await prepare?.(payloadBytes);
      const empty = await server.ask('readMemory');
      const load = startLoad();
      opened.push(load);
      const [startedMs, cpuBefore] = [performance.now(), server.readCpuSeconds()];
      await load.ask('open', { target, ...options });
      const seconds = (performance.now() - startedMs) / 1_000;
      const entered = { seconds, serverCpuSeconds: server.readCpuSeconds() - cpuBefore };
      all.push({ ...entrant, server, load, empty, entered });
      if (target.kind === 'shoal' && all[0])
        payloadBytes = (await runWindow(all[0], { count: 1, everyMs: 0 })).payloadBytes;
    }
    return { all, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function enterOurs(ground: Ground, { cpuProf, sockets }: ContestOptions): Promise<Entrant> {
  const school = await givenSchool(ground.db, sockets);
  const nodeFlags = cpuProf ? ['--cpu-prof', '--cpu-prof-dir', cpuProf] : [];
  const { port, process } = await startShoal({ ...ground, core: SERVER_CORE, nodeFlags });
  return { name: 'shoal', server: process, target: { kind: 'shoal', port, ...school } };
}

async function enterPeer(name: PeerName, { acknowledges }: ContestOptions): Promise<Entrant> {
  const { port, process } = await startPeer(name, SERVER_CORE);
  return {
    name,
    server: process,
    target: { kind: name, port },
    prepare: (payloadBytes) => process.ask('prepare', { payloadBytes, acknowledges }),
    ...(acknowledges && { takeAcknowledged: () => process.ask('takeAcknowledged') }),
  };
}
