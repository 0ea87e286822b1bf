import { nodes, type RouteResponse, type signaling } from '@shoal/contract';

const KEPT_MS = 3_600_000;
const MOST_KEPT = 5_000;

type Start = signaling.WatchStart;
type Summary = RouteResponse<typeof nodes.summariseStarts>;

/** Remembers how pictures began: the last hour, of the viewers of this server. */
export class StartBook {
  readonly #nowMs: () => number;
  #noted: { atMs: number; start: Start }[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  note(start: Start): void {
    this.#noted.push({ atMs: this.#nowMs(), start });
    if (this.#noted.length > MOST_KEPT) this.#noted.shift();
  }

  summarise(): Summary {
    const fromMs = this.#nowMs() - KEPT_MS;
    this.#noted = this.#noted.filter(({ atMs }) => atMs > fromMs);
    return summarise(this.#noted.map(({ start }) => start));
  }
}

const kinds = [
  { route: 'webrtc', isWarm: true },
  { route: 'webrtc', isWarm: false },
  { route: 'hls', isWarm: false },
] as const;

function summarise(starts: readonly Start[]): Summary {
  const groups = kinds.flatMap(({ isWarm, route }) => {
    const own = starts.filter((start) => start.route === route && start.isWarm === isWarm);
    return own.length === 0 ? [] : [{ route, isWarm, starts: own.length, steps: summariseSteps(own) }];
  });
  const counts = new Map<nodes.HlsFall['reason'], number>();
  for (const { reason } of starts) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const falls = [...counts].map(([reason, count]) => ({ reason, starts: count }));
  return { groups, falls: falls.toSorted((a, b) => b.starts - a.starts) };
}

function summariseSteps(starts: readonly Start[]): nodes.StartGroup['steps'] {
  const entries = nodes.START_STEPS.map((step) => {
    const tookMs = starts.flatMap(({ steps }) => steps[step] ?? []).toSorted((a, b) => a - b);
    const at = (share: number) => tookMs[Math.ceil(share * tookMs.length) - 1] ?? 0;
    return [step, tookMs.length === 0 ? null : { p50Ms: at(0.5), p95Ms: at(0.95) }] as const;
  });
  return Object.fromEntries(entries) as nodes.StartGroup['steps']; // Each step has its entry.
}
