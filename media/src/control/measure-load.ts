import { statfs } from 'node:fs/promises';
import type { mediaNode } from '@shoal/contract';
import type { Sfu } from '../sfu/sfu.ts';
import type { WorkerPool } from '../sfu/worker-pool.ts';

type LoadDeps = { pool: WorkerPool; sfu: Sfu; now: () => number; measureFreeDiskBytes: () => Promise<number> };

/** Measures how busy the node is; worker CPU is the mean since the call before. */
export function loadMeter({ pool, sfu, now, measureFreeDiskBytes }: LoadDeps): () => Promise<mediaNode.NodeLoad> {
  const before = new Map<number, { cpuMs: number; atMs: number }>();
  const ratioOf = async (worker: WorkerPool['slots'][number]['worker']): Promise<number> => {
    const usage = await worker.getResourceUsage().catch(() => undefined); // It died meanwhile.
    if (!usage) return 0;
    const current = { cpuMs: usage.ru_utime + usage.ru_stime, atMs: now() };
    const last = before.get(worker.pid);
    before.set(worker.pid, current);
    if (!last || current.atMs <= last.atMs) return 0;
    return Math.max(0, (current.cpuMs - last.cpuMs) / (current.atMs - last.atMs));
  };
  return async () => {
    const ratios = await Promise.all(pool.slots.map((slot) => ratioOf(slot.worker)));
    return {
      workerCpuRatio: Math.max(0, ...ratios),
      consumers: sfu.countConsumers(),
      workers: pool.slots.length,
      freeDiskBytes: await measureFreeDiskBytes(),
    };
  };
}

/** What an ordinary user may still write there. */
export async function measureFreeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
