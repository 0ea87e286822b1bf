import { givenSchool } from '../ground/given-school.ts';
import type { Ground } from '../ground/open-ground.ts';
import { type PeerName, startPeer } from '../processes/start-peer.ts';
import { startShoal } from '../processes/start-shoal.ts';
import { type Contestant, meet, runWindow } from './contestant.ts';

export type Contest = {
  ours: Contestant;
  peers: readonly Contestant[];
  all: readonly Contestant[];
  close: () => Promise<void>;
};
export type ContestOptions = { sockets: number; acknowledges: boolean; nodeFlags?: readonly string[] };

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
    const ours = await openOurs(ground, options, opened);
    const { payloadBytes } = await runWindow(ours, { count: 1, everyMs: 0 });
    const peers: Contestant[] = [];
    for (const name of ['ws', 'socket.io'] as const)
      peers.push(await openPeer(name, { ...options, payloadBytes }, opened));
    return { ours, peers, all: [ours, ...peers], close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Opened = { close: () => Promise<void> }[];

async function openOurs(ground: Ground, options: ContestOptions, opened: Opened): Promise<Contestant> {
  const { acknowledges, nodeFlags = [], sockets } = options;
  const school = await givenSchool(ground.db, sockets);
  const { port, process } = await startShoal({ ...ground, core: 0, nodeFlags });
  opened.push(process);
  const ours = await meet(
    { name: 'shoal', server: process, sockets },
    { kind: 'shoal', port, ...school },
    { acknowledges },
  );
  opened.push(ours.load);
  return ours;
}

async function openPeer(
  name: PeerName,
  { acknowledges, payloadBytes, sockets }: ContestOptions & { payloadBytes: number },
  opened: Opened,
): Promise<Contestant> {
  const { port, process } = await startPeer(name);
  opened.push(process);
  await process.ask('prepare', { payloadBytes, acknowledges });
  const peer = await meet({ name, server: process, sockets }, { kind: name, port }, { acknowledges });
  opened.push(peer.load);
  return peer;
}
