import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second for programs, on every machine of ours. */
const MS_PER_TICK = 10;

/** What a process used up to now, CPU of all its threads in ms and resident memory in KB; undefined when it is gone. */
export function readProcess(pid: number): { cpuMs: number; rssKb: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // The name may hold blanks; state is the first after.
    const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK, rssKb: Number(rss?.[1] ?? 0) };
  } catch {
    return undefined;
  }
}

/**
 * Owns a look at a process twice a second: CPU time adds up over the processes that follow each other when one is killed
 * and started again.
 */
export class ProcessWatch {
  readonly #pid: () => number;
  readonly #timer: NodeJS.Timeout;
  #last = { pid: 0, cpuMs: 0, rssKb: 0 };
  #earlierCpuMs = 0;
  maxRssKb = 0;

  constructor(pid: () => number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.look(), 500);
  }

  /** @returns CPU ms used since the watch began to look, and the memory of now. */
  look(): { cpuMs: number; rssKb: number } {
    const pid = this.#pid();
    const now = readProcess(pid);
    if (now) {
      if (pid !== this.#last.pid) this.#earlierCpuMs += this.#last.cpuMs;
      this.#last = { pid, ...now };
      this.maxRssKb = Math.max(this.maxRssKb, now.rssKb);
    }
    return { cpuMs: this.#earlierCpuMs + this.#last.cpuMs, rssKb: this.#last.rssKb };
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

/** The 99th percentile of the server's event-loop delay since it was last asked, in ms; undefined when it does not say. */
export async function readLoopDelayMs(metricsUrl: string): Promise<number | undefined> {
  const answer = await fetch(metricsUrl, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
  const found = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec((await answer?.text().catch(() => '')) ?? '');
  return found ? Number(found[1]) * 1_000 : undefined;
}
