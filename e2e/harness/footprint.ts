import { readdirSync, readFileSync } from 'node:fs';

/** Memory that a process holds, in MiB; 0 once it ended. */
export const residentMiB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024;

/** Files, sockets and pipes that a process holds open. */
export function countOpenFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** A zombie has ended: nobody has asked for its word yet. */
export const isRunning = (pid: number): boolean => /^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`));

/** What a process's memory did over time, by its name. */
export class MemoryDiary {
  readonly #pages = new Map<string, { atMs: number; mib: number }[]>();

  note(name: string, pid: number | undefined): void {
    const mib = pid === undefined ? 0 : residentMiB(pid);
    if (mib > 0) this.#pages.set(name, [...(this.#pages.get(name) ?? []), { atMs: performance.now(), mib }]);
  }

  /** By least squares over what came after `warmUpMs`, in MiB a minute, and the last value. */
  read(warmUpMs: number): { name: string; mibPerMinute: number; lastMib: number }[] {
    return [...this.#pages].map(([name, all]) => {
      const from = (all[0]?.atMs ?? 0) + warmUpMs;
      const points = all.filter(({ atMs }) => atMs >= from);
      const mean = (of: (point: { atMs: number; mib: number }) => number) =>
        points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length);
      const [atMs, mib] = [mean((point) => point.atMs), mean((point) => point.mib)];
      const spread = points.reduce((sum, point) => sum + (point.atMs - atMs) ** 2, 0);
      const rise = points.reduce((sum, point) => sum + (point.atMs - atMs) * (point.mib - mib), 0);
      const mibPerMinute = spread === 0 ? 0 : (rise / spread) * 60_000;
      return { name, mibPerMinute, lastMib: all.at(-1)?.mib ?? 0 };
    });
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It ended between listing and reading.
  }
}
