import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { mediaNode, NodeId } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { readSegments } from './programme-place.ts';
import { INIT_FILE, listRuns, type Run, runFolder, segmentFile } from './run-folder.ts';

type RecordedSegment = mediaNode.RecordedSegment;

export type RunPushDeps = {
  storeDir: string;
  nodeId: NodeId;
  store: ObjectStore;
  log: Log;
  random: () => number;
  onRunOpened: (run: Run) => void;
  onSegmentClosed: (showId: Run['showId'], runId: Run['runId'], segment: RecordedSegment) => void;
  onRunClosed: (run: Run) => void;
};

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;
/** Lines of one index object: an append would be a new object each time, so only the newest of them is. */
const PAGE_LINES = 100;
const [JSON_TYPE, MEDIA_TYPE] = ['application/json', 'video/mp4'];

/**
 * Pushes finished segments from this node's disk to an object store, in order, each until it is there, and tells of
 * them only then. The disk is the queue: what a process that died has not pushed, the next one does, and only what has
 * arrived is removed here. So a store that is away costs room on the disk, which has its own watch.
 */
export class RunPush {
  readonly #deps: RunPushDeps;
  readonly #closing = new AbortController();
  readonly #runs = new Map<Run['runId'], { pages: RecordedSegment[][]; last: Promise<void>; waiting: number }>();

  constructor(deps: RunPushDeps) {
    this.#deps = deps;
  }

  /** Acts that are not done yet, over all runs. */
  get waiting(): number {
    return [...this.#runs.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  openRun(run: Run): void {
    this.#enqueue(run, async () => {
      const init = await this.#read(run, INIT_FILE);
      if (init) await this.#deps.store.put(toKey(run, INIT_FILE), init, MEDIA_TYPE);
      await this.#putRun(run);
      this.#deps.onRunOpened(run);
    });
  }

  closeSegment(run: Pick<Run, 'showId' | 'runId'>, segment: RecordedSegment): void {
    this.#enqueue(run, async () => {
      const file = segmentFile(segment.index);
      const page = this.#noteLine(run, segment);
      const bytes = await this.#read(run, file);
      if (!bytes) return; // It was pushed, with its line, by the process before this one.
      await this.#deps.store.put(toKey(run, file), bytes, MEDIA_TYPE);
      await this.#deps.store.put(toKey(run, page.file), page.text, JSON_TYPE);
      await this.#remove(run, file);
      this.#deps.onSegmentClosed(run.showId, run.runId, segment);
    });
  }

  closeRun(run: Run): void {
    this.#enqueue(run, async () => {
      await this.#putRun(run);
      // Last: a run that still has it is not in the store whole.
      await this.#remove(run, INIT_FILE);
      this.#deps.onRunClosed(run);
      this.#runs.delete(run.runId);
    });
  }

  /** Takes up what an earlier process left. */
  async resume(): Promise<void> {
    const { nodeId, storeDir } = this.#deps;
    for (const run of await listRuns(storeDir)) {
      if (run.nodeId !== nodeId) continue; // The disk may be shared with others, who push their own.
      if (!(await this.#read(run, INIT_FILE).catch(() => undefined))) continue;
      this.openRun(run);
      for (const segment of await readSegments(storeDir, run)) this.closeSegment(run, segment);
      this.closeRun(run);
    }
  }

  /** Settles when all is pushed, or after `boundMs`; the rest waits on the disk. */
  async close(boundMs: number): Promise<void> {
    const timer = setTimeout(() => this.#closing.abort(), boundMs);
    await Promise.all([...this.#runs.values()].map(({ last }) => last));
    clearTimeout(timer);
    this.#closing.abort();
  }

  #enqueue(run: Pick<Run, 'showId' | 'runId'>, act: () => Promise<void>): void {
    const queue = this.#runs.get(run.runId) ?? { pages: [], last: Promise.resolve(), waiting: 0 };
    this.#runs.set(run.runId, queue);
    queue.waiting += 1;
    queue.last = queue.last.then(async () => {
      await this.#untilDone(run, act);
      queue.waiting -= 1;
    });
  }

  async #untilDone({ runId, showId }: Pick<Run, 'showId' | 'runId'>, act: () => Promise<void>): Promise<void> {
    for (let failures = 0; !this.#closing.signal.aborted; failures += 1) {
      try {
        return await act();
      } catch (error) {
        const delayMs = Math.min(FIRST_RETRY_MS * 2 ** failures, MAX_RETRY_MS) * (0.5 + this.#deps.random() / 2);
        this.#deps.log.warn({ err: error, showId, runId, delayMs }, 'store did not take a segment, trying again');
        await delay(delayMs, this.#closing.signal);
      }
    }
  }

  #putRun(run: Run): Promise<void> {
    return this.#deps.store.put(toKey(run, 'run.json'), `${JSON.stringify(run)}\n`, JSON_TYPE);
  }

  #noteLine({ runId }: Pick<Run, 'showId' | 'runId'>, segment: RecordedSegment): { file: string; text: string } {
    const pages = this.#runs.get(runId)?.pages ?? [];
    const at = Math.floor((segment.index - 1) / PAGE_LINES);
    const page = [...(pages[at] ?? []).filter(({ index }) => index < segment.index), segment];
    pages[at] = page;
    if (at > 0) pages[at - 1] = []; // It is whole, and needed no more.
    const text = page.map((line) => `${JSON.stringify(line)}\n`).join('');
    return { file: `segments-${String(at).padStart(4, '0')}.jsonl`, text };
  }

  #read({ runId, showId }: Pick<Run, 'showId' | 'runId'>, file: string): Promise<Buffer | undefined> {
    return readFile(join(runFolder(this.#deps.storeDir, showId, runId), file)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
  }

  #remove({ runId, showId }: Pick<Run, 'showId' | 'runId'>, file: string): Promise<void> {
    return rm(join(runFolder(this.#deps.storeDir, showId, runId), file), { force: true });
  }
}

const toKey = ({ runId, showId }: Pick<Run, 'showId' | 'runId'>, file: string) =>
  `recordings/${showId}/${runId}/${file}`;

const delay = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });
