import { statfs } from 'node:fs/promises';
import type { mediaNode } from '@shoal/contract';
import type { Sfu } from '../sfu/sfu.ts';
import type { WorkerLoads } from '../sfu/worker-loads.ts';
import type { WorkerPool } from '../sfu/worker-pool.ts';

type LoadDeps = {
  pool: WorkerPool;
  loads: WorkerLoads;
  sfu: Sfu;
  maxPeersPerWorker: number;
  measureFreeDiskBytes: () => Promise<number>;
};

/** Measures how busy the node is; worker CPU is the mean since the call before. */
export function loadMeter(deps: LoadDeps): () => Promise<mediaNode.NodeLoad> {
  const { loads, maxPeersPerWorker, measureFreeDiskBytes, pool, sfu } = deps;
  return async () => {
    await loads.measure(pool.slots);
    const workers = sfu.listWorkers();
    return {
      workerCpuRatio: Math.max(0, ...workers.map(({ cpuRatio }) => cpuRatio)),
      consumers: sfu.countConsumers(),
      workers: workers.length,
      freeDiskBytes: await measureFreeDiskBytes(),
      isReady: pool.isHealthy(),
      maxPeersPerWorker,
      workerLoads: workers.map(({ cpuRatio, peers, shows, slot }) => ({
        pid: slot.worker.pid,
        cpuRatio,
        peers,
        shows,
      })),
    };
  };
}

/** What an ordinary user may still write there, and how large it is. */
export async function measureDisk(folder: string): Promise<{ freeBytes: number; totalBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
