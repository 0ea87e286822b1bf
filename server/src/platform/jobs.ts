import { fromKysely, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Db } from './database.ts';
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
  return {
    async send(tx, { name }, data, { onlyOneFor, startAfter } = {}) {
      await boss.send(name, data as object, {
        db: fromKysely(tx.withoutPlugins()),
        singletonKey: onlyOneFor ?? newId(), // The queue keeps one waiting job per key, and no key is a key too.
        ...(startAfter && { startAfter }),
      });
    },
    on: (entry, handle) => void handlers.push({ job: entry, handle: handle as Handler['handle'] }),
    onSchedule: (name, cron, handle) => void handlers.push({ job: { name, data: anything }, handle, cron }),
    async start() {
      await boss.start();
      await Promise.all(handlers.map((handler) => startHandler(boss, handler, log)));
    },
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

const anything = z.unknown();
/**
 * A job that is due at once wakes a worker when it commits; one that is due later, or failed, is found by asking. Each kind is
 * asked for by itself, so what runs by the clock alone, to the minute, is asked for seldom.
 */
const WORK = { batchSize: 1, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 };
const WORK_BY_CLOCK = { ...WORK, notifyPollingIntervalSeconds: 30 };

async function startHandler(boss: PgBoss, { cron, handle, job: entry }: Handler, log: Log): Promise<void> {
  const options = {
    policy: 'short' as const,
    retryLimit: entry.retryLimit ?? 5,
    retryBackoff: true,
    retryDelay: 1,
    expireInSeconds: entry.expireSeconds ?? 60,
    notify: true,
  };
  await boss.createQueue(entry.name, options);
  await boss.updateQueue(entry.name, { notify: true }); // One that was made before stays as it was.
  await boss.work<unknown>(entry.name, cron ? WORK_BY_CLOCK : WORK, async ([next]) => {
    if (!next) return;
    log.debug({ job: entry.name, jobId: next.id }, 'job started');
    await handle(entry.data.parse(next.data) as never); // The schema is the handler's own.
  });
  if (cron) await boss.schedule(entry.name, cron);
}
