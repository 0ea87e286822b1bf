import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PROTOCOL_VERSION, type ShowId, shows, signaling, type TabId } from '@shoal/contract';
import { type LiveClient, openLiveClient } from '../../../scripts/client/live-client.ts';
import { type ViewerSwarm, viewerCapabilities } from '../../../scripts/client/viewer-swarm.ts';
import { seedSchool } from '../../../scripts/loadtest/seed-school.ts';
import { inBatches } from '../load/in-batches.ts';
import { makeSteadyFile, STEADY_FILE } from '../load/steady-file.ts';
import type { Contestant } from '../measure/contestant.ts';
import { startSystem } from './start-system.ts';

const LEFT_WITHIN_MS = 1_000;

export type ShoalOptions = { viewers: number; workers: number };

/**
 * Server and media node as in production, each in a process of its own, with a live show that is not recorded: the node
 * is told that its disk is full. Viewers come over the public socket.
 */
export async function openShoal({ viewers, workers }: ShoalOptions): Promise<Contestant> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).toReversed()) await closeOne();
  };
  try {
    const place = await startSystem({ viewers, workers, demoDir: await makeSteadyFile() }, closers);
    const school = await seedSchool(place, { shopkeepers: viewers, isLive: true, password: undefined });
    const host = openLiveClient(place.url, `sid=${school.hostToken}`);
    closers.push(async () => host.close());
    await enterShow(host, school.showId, 'studio');
    await host.send(signaling.publishFile, { showId: school.showId, file: STEADY_FILE });
    const guests = school.tokens.map((token) => openLiveClient(place.url, `sid=${token}`));
    for (const guest of guests) closers.push(async () => guest.close());
    await inBatches(guests, (guest) => enterShow(guest, school.showId, 'room'));
    return { name: 'shoal', ...toContestant(guests, school.showId), readCpuSeconds: place.readCpuSeconds, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function toContestant(guests: readonly LiveClient[], showId: ShowId): Pick<Contestant, 'enter' | 'leave'> {
  const enterOne = async (swarm: ViewerSwarm, client: LiveClient, viewer: string) => {
    const watched = await client.send(signaling.watch, { showId, rtpCapabilities: viewerCapabilities });
    const dtlsParameters = await swarm.identity();
    const connecting = { showId, transportId: watched.transport.id, dtlsParameters };
    await Promise.all([swarm.connect(viewer, watched), client.send(signaling.connectTransport, connecting)]);
  };
  return {
    enter: async (swarm, count) => {
      await inBatches(guests.slice(0, count), (client, at) => enterOne(swarm, client, `shoal-${at}`));
    },
    leave: async () => {
      await inBatches(guests, (client) => client.send(signaling.stopMedia, { showId }));
      await wait(LEFT_WITHIN_MS); // What the node reports of those who left must not meet those who come next.
    },
  };
}

async function enterShow(client: LiveClient, showId: ShowId, door: 'studio' | 'room'): Promise<void> {
  const tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.
  await client.send(shows.joinShow, { showId, tabId, door, protocol: PROTOCOL_VERSION, position: null });
}
