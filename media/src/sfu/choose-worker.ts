/** What is known of a worker when somebody needs one. */
export type WorkerCandidate = {
  /** Transports of viewers and publishers on it. */
  readonly peers: number;
  readonly shows: number;
  /** Of one core, over the last two seconds. */
  readonly cpuRatio: number;
  /** How near the show is already: its stage is here, it is piped here, or neither. */
  readonly nearness: 'origin' | 'piped' | 'none';
};

/** A busier worker takes nobody more: near saturation it drops the host's packets, for everybody. */
const MAX_CPU_RATIO = 0.9;
/** CPU readings closer than this are the same. */
const CPU_STEP = 0.1;
const order = { origin: 0, piped: 1, none: 2 } as const;

/** The worker for one viewer more: where the show is already while there is room, then the least busy other one. */
export function chooseViewerWorker<W extends WorkerCandidate>(
  workers: readonly W[],
  maxPeersPerWorker: number,
): W | undefined {
  return workers
    .filter(({ cpuRatio, peers }) => peers < maxPeersPerWorker && cpuRatio < MAX_CPU_RATIO)
    .toSorted((a, b) => order[a.nearness] - order[b.nearness] || byLoad(a, b))[0];
}

/** The worker for a new stage: the least busy one. */
export const chooseStageWorker = <W extends WorkerCandidate>(workers: readonly W[]): W | undefined =>
  workers.toSorted(byLoad)[0];

function byLoad(a: WorkerCandidate, b: WorkerCandidate): number {
  const cpu = ({ cpuRatio }: WorkerCandidate) => Math.floor(cpuRatio / CPU_STEP);
  return cpu(a) - cpu(b) || a.shows + a.peers - (b.shows + b.peers);
}
