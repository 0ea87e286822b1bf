import { fromKysely, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Db } from './database.ts';
import { DueTimers } from './due-timers.ts';
import type { Log } from './log.ts';
import { newId } from './new-id.ts';

/** A kind of work that outlives the process that asked for it. Handlers run at least once: make them idempotent. */
export type Job<Data extends z.ZodType = z.ZodType> = {
  /** `domain.act`. */
  readonly name: string;
  readonly data: Data;
  readonly retryLimit?: number;
  /** How long one run may take before it counts as dead. */
  readonly expireSeconds?: number;
};

/** Declares a kind of work. */
export const job = <const J extends Job>(entry: J): J => entry;

export type SendOptions = {
  startAfter?: Date;
  /** Of jobs with the same key that have not started, one is kept. */
  onlyOneFor?: string;
};

/** Durable work in the same database. Register handlers while composing, before `start`. */
export type Jobs = {
  /** Sends in the caller's transaction: the job exists when that commits, and not otherwise. */
  send<J extends Job>(tx: Db, job: J, data: z.input<J['data']>, options?: SendOptions): Promise<void>;
  on<J extends Job>(job: J, handle: (data: z.output<J['data']>) => Promise<void>): void;
  /** Runs a handler by the clock as well: cron in UTC, one run among all servers. */
  onSchedule(name: string, cron: string, handle: () => Promise<void>): void;
  start(): Promise<void>;
  close(): Promise<void>;
};

type Handler = { job: Job; handle: (data: never) => Promise<void>; cron?: string };

/** Opens the job queue on the database; nothing runs until `start`. */
export function createJobs(databaseUrl: string, log: Log): Jobs {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'shoal-jobs',
    max: 3,
    useListenNotify: true,
  });
  boss.on('error', (err: unknown) => log.warn({ err }, 'job queue failed'));
  const handlers: Handler[] = [];
  const workers = new Map<string, string>();
  const due = new DueTimers((name) => {
    const workerId = workers.get(name);
    if (workerId) boss.notifyWorker(workerId);
  });
  return {
    async send(tx, { name }, data, { onlyOneFor, startAfter } = {}) {
      await boss.send(name, data as object, {
        db: fromKysely(tx.withoutPlugins()),
        singletonKey: onlyOneFor ?? newId(), // The queue keeps one waiting job per key, and no key is a key too.
        ...(startAfter && { startAfter }),
      });
      if (startAfter) due.note(name, startAfter);
    },
    on: (entry, handle) => void handlers.push({ job: entry, handle: handle as Handler['handle'] }),
    onSchedule: (name, cron, handle) => void handlers.push({ job: { name, data: anything }, handle, cron }),
    async start() {
      await boss.start();
      const start = async (handler: Handler) =>
        workers.set(handler.job.name, await startHandler({ boss, due, log }, handler));
      await Promise.all(handlers.map(start));
    },
    async close() {
      due.close();
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

const anything = z.unknown();
/**
 * A job that is due at once wakes a worker when it commits, and one that is due later, or failed, when it falls due. Asking
 * finds what another server put off and did not live to do; each kind is asked for by itself, so it is done seldom.
 */
const WORK = {
  batchSize: 1,
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 15,
  includeMetadata: true,
} as const;
const RETRY_DELAY_SECONDS = 1;

type Started = { boss: PgBoss; due: DueTimers; log: Log };

async function startHandler({ boss, due, log }: Started, { cron, handle, job: entry }: Handler): Promise<string> {
  const options = {
    policy: 'short' as const,
    retryLimit: entry.retryLimit ?? 5,
    retryBackoff: true,
    retryDelay: RETRY_DELAY_SECONDS,
    expireInSeconds: entry.expireSeconds ?? 60,
    notify: true,
  };
  await boss.createQueue(entry.name, options);
  await boss.updateQueue(entry.name, { notify: true }); // One that was made before stays as it was.
  const workerId = await boss.work<unknown, void, typeof WORK>(entry.name, WORK, async ([next]) => {
    if (!next) return;
    log.debug({ job: entry.name, jobId: next.id }, 'job started');
    try {
      await handle(entry.data.parse(next.data) as never); // The schema is the handler's own.
    } catch (error) {
      due.note(entry.name, chooseLatestRetry(next.retryCount));
      throw error;
    } finally {
      boss.notifyWorker(workerId); // Of several that woke it as one, the rest would wait until it is asked for.
    }
  });
  if (cron) await boss.schedule(entry.name, cron);
  return workerId;
}

/** The queue doubles the delay at each retry and takes a random moment of its second half; this is the end of it. */
const chooseLatestRetry = (retryCount: number) =>
  new Date(Date.now() + RETRY_DELAY_SECONDS * 2 ** (retryCount + 1) * 1_000);
