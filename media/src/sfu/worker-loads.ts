import type { WorkerSlot } from './worker-slot.ts';

/** How busy the workers are, as measured last. */
export type WorkerLoads = {
  /** Of one core; 0 until two measurements were made. */
  cpuRatioOf: (slot: WorkerSlot) => number;
  /** Measures all of them; a ratio is the mean since the call before. */
  measure: (slots: readonly WorkerSlot[]) => Promise<void>;
};

type Reading = { cpuMs: number; atMs: number; ratio: number };

export function workerLoads(now: () => number): WorkerLoads {
  const readings = new WeakMap<WorkerSlot, Reading>();
  const measureOne = async (slot: WorkerSlot) => {
    const usage = await slot.worker.getResourceUsage().catch(() => undefined); // It died meanwhile.
    if (!usage) return;
    const last = readings.get(slot);
    const current = { cpuMs: usage.ru_utime + usage.ru_stime, atMs: now() };
    if (last && current.atMs <= last.atMs) return;
    const ratio = last ? Math.max(0, (current.cpuMs - last.cpuMs) / (current.atMs - last.atMs)) : 0;
    readings.set(slot, { ...current, ratio });
  };
  return {
    cpuRatioOf: (slot) => readings.get(slot)?.ratio ?? 0,
    measure: async (slots) => void (await Promise.all(slots.map(measureOne))),
  };
}
