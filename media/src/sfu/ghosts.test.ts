import { randomInt, randomUUID } from 'node:crypto';
import { mediaNode, ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import { expect, test } from 'vitest';
import { openLog } from '../platform/log.ts';
import { requireWorkerBin } from '../testing/require-worker-bin.ts';
import { routerCapabilities } from './codecs.ts';
import { type ClosedPeer, Sfu } from './sfu.ts';
import { workerLoads } from './worker-loads.ts';
import { WorkerPool } from './worker-pool.ts';
import { WorkerSlot } from './worker-slot.ts';

const viewer = mediaNode.PeerId.parse('viewer');
const host = mediaNode.PeerId.parse('host');

/** One real worker, by a clock that the test moves. */
async function openSfu() {
  const clock = { nowMs: 1_000_000 };
  const now = () => clock.nowMs;
  const log = openLog('silent');
  const port = randomInt(20_000, 32_000);
  const listenInfos: types.TransportListenInfo[] = [{ protocol: 'udp', ip: '127.0.0.1', port }];
  const openSlot = () => WorkerSlot.open({ workerBin: requireWorkerBin(), listenInfos, log });
  const pool = await WorkerPool.open({ size: 1, log, now, openSlot });
  const closed: Pick<ClosedPeer, 'peerId' | 'reason'>[] = [];
  const sfu = new Sfu({
    pool,
    loads: workerLoads(now),
    maxPeersPerWorker: 10,
    log,
    now,
    onStageChanged: () => {},
    onPeerClosed: ({ peerId, reason }) => closed.push({ peerId, reason }),
  });
  sfu.leases.setConnected(true);
  /** The server goes on to want them: their tabs are there. */
  const pass = (ms: number) => {
    clock.nowMs += ms;
    sfu.leases.renew([viewer, host]);
    sfu.closeExpired();
  };
  return { sfu, closed, pass, close: () => pool.close() };
}

test('closeExpired() closes a viewer without media after 45 s and a host after 120 s, though their tabs are there', async () => {
  const { close, closed, pass, sfu } = await openSfu();
  const showId = ShowId.parse(randomUUID());
  await sfu.openPublishTransport(showId, host);
  await sfu.prepareWatch(showId, viewer, routerCapabilities());

  pass(44_999);
  expect(closed).toEqual([]);
  pass(1);
  expect(closed).toEqual([{ peerId: viewer, reason: 'disconnected' }]);
  pass(74_999);
  expect(closed).toHaveLength(1);
  pass(1);
  expect(closed[1]).toEqual({ peerId: host, reason: 'disconnected' });
  expect(sfu.peerIdsOf(showId)).toEqual([]);
  await close();
});
