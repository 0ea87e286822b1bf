import type { AccountId, ShowId } from '@shoal/contract';
import pg from 'pg';
import { LogFollower } from '../client/log-follower.ts';

const WAIT_MS = 30_000;
const POLL_MS = 100;

export type SwarmMember = { readonly accountId: AccountId; readonly token: string };
/** What the checker found: nothing, when all is well. */
export type SwarmVerdict = {
  readonly members: number;
  readonly entries: number;
  readonly joins: number;
  readonly faults: readonly string[];
};

/** Owns shopkeepers that keep every entry they applied, and compares them with the log in the end. */
export class Swarm {
  readonly #databaseUrl: string;
  readonly #showId: ShowId;
  readonly #members: readonly (SwarmMember & { follower: LogFollower })[];

  constructor(target: { url: string; databaseUrl: string }, showId: ShowId, members: readonly SwarmMember[]) {
    this.#databaseUrl = target.databaseUrl;
    this.#showId = showId;
    this.#members = members.map((member) => ({
      ...member,
      follower: new LogFollower(target.url, `sid=${member.token}`, showId),
    }));
  }

  get size(): number {
    return this.#members.length;
  }

  close(): void {
    for (const { follower } of this.#members) follower.close();
  }

  /**
   * Waits until everybody is current, then compares: equal prefixes, steps of one, each acknowledged command exactly once,
   * and every receipt that was acknowledged in the database.
   */
  async check(acknowledged: readonly number[]): Promise<SwarmVerdict> {
    const client = new pg.Client({ connectionString: this.#databaseUrl });
    await client.connect();
    try {
      const log = await readLog(client, this.#showId);
      await this.#settle(log.length);
      const stored = await readReceipts(client, this.#showId);
      const faults = [
        ...findLogFaults(log, acknowledged),
        ...this.#members.flatMap((member) => findMemberFaults(member, log, stored.get(member.accountId) ?? 0)),
      ];
      const joins = this.#members.reduce((sum, { follower }) => sum + follower.joins, 0);
      return { members: this.#members.length, entries: log.length, joins, faults };
    } finally {
      await client.end();
    }
  }

  async #settle(top: number): Promise<void> {
    const endsAt = performance.now() + WAIT_MS;
    const isCurrent = () =>
      this.#members.every(({ follower }) => follower.last >= top && follower.confirmedSeq >= follower.last);
    while (!isCurrent() && performance.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

type StoredEntry = { seq: number; kind: string };

async function readLog(client: pg.Client, showId: ShowId): Promise<StoredEntry[]> {
  const { rows } = await client.query<StoredEntry>(
    'select seq::int, kind from show_log_entries where show_id = $1 order by seq',
    [showId],
  );
  return rows;
}

async function readReceipts(client: pg.Client, showId: ShowId): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ account_id: string; applied_seq: number }>(
    'select account_id, applied_seq::int from show_receipts where show_id = $1',
    [showId],
  );
  return new Map(rows.map((row) => [row.account_id, row.applied_seq]));
}

function findLogFaults(log: readonly StoredEntry[], acknowledged: readonly number[]): string[] {
  const faults = log.filter(({ seq }, at) => seq !== at + 1).map(({ seq }) => `the log has a hole before ${seq}`);
  const drops = log.filter(({ kind }) => kind === 'drop.published').map(({ seq }) => seq);
  const pressed = acknowledged.toSorted((a, b) => a - b);
  if (drops.join() !== pressed.join()) {
    faults.push(`${pressed.length} drops were acknowledged (${pressed.join()}), the log has ${drops.join()}`);
  }
  return faults;
}

function findMemberFaults(
  { accountId, follower }: SwarmMember & { follower: LogFollower },
  log: readonly StoredEntry[],
  storedSeq: number,
): string[] {
  const has = follower.entries.map(({ kind, seq }) => `${seq} ${kind}`).join();
  const wants = log.map(({ kind, seq }) => `${seq} ${kind}`).join();
  return [
    has !== wants && `${accountId} applied ${follower.entries.length} of ${log.length} entries, not the log`,
    follower.confirmedSeq < follower.last &&
      `${accountId} applied ${follower.last}, confirmed ${follower.confirmedSeq}`,
    storedSeq < follower.confirmedSeq && `${accountId} was confirmed ${follower.confirmedSeq}, stored is ${storedSeq}`,
  ].filter((fault) => fault !== false);
}
