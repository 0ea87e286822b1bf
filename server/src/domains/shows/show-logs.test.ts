import type { log, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { MAX_HELD_ENTRIES, ShowLogs } from './show-logs.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

async function givenLog(entries: number) {
  const host = await server.signIn('host');
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId });
  const told: log.LogEntry[] = [];
  const logs = new ShowLogs({
    db: server.db,
    log: silentLog,
    fanOut: (_showId, _epoch, entry) => void told.push(entry),
    tellOthers: () => {},
    isWatchedHere: () => true,
    onTail: () => {},
    onGap: () => {},
  });
  await grow(showId, entries);
  await logs.open(showId);
  const epoch = logs.find(showId)?.epoch ?? '';
  return { logs, showId, epoch, told };
}

/** As another server writes them. */
async function grow(showId: ShowId, by: number): Promise<void> {
  await sql`with head as (update show_log_heads set top_seq = top_seq + ${by} where show_id = ${showId} returning top_seq)
    insert into show_log_entries (show_id, seq, at, programme_ms, kind, body)
    select ${showId}, top_seq - ${by} + n, now(), 0, 'show.hostBack', '{}' from head, generate_series(1, ${by}) n`.execute(
    server.db,
  );
}

/** Counts what is read of the logs from here on; the server beside us does so by its own clock, of shows that it holds. */
function countReads(showId: ShowId): () => number {
  let count = 0;
  const stockQuery = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [query, parameters] = args as [string | { text: string; values?: unknown[] }, unknown[]?];
    const text = typeof query === 'string' ? query : query.text;
    const values = (typeof query === 'string' ? parameters : (query.values ?? parameters)) ?? [];
    if (text.includes('"show_log_entries"') && values.includes(showId)) count += 1;
    return Reflect.apply(stockQuery, this, args);
  } as never); // Its overloads have no common type.
  return () => count;
}

test('[LG5] a burst of words from another server is one read, and all of it is told in order', async () => {
  const { epoch, logs, showId, told } = await givenLog(2);
  await grow(showId, 50);
  const count = countReads(showId);

  await Promise.all(Array.from({ length: 50 }, (_, at) => logs.onWord({ showId, epoch, top: at + 3 })));

  vi.restoreAllMocks();
  expect(count()).toBe(1);
  expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, at) => at + 3));
});

test('[RS4] many who come back with more than memory holds cost one read for each page', async () => {
  const { epoch, logs, showId } = await givenLog(MAX_HELD_ENTRIES + 900);
  const count = countReads(showId);
  const readAll = async (from: number) => {
    const seqs: number[] = [];
    for (let hasMore = true, seq = from; hasMore; seq = seqs.at(-1) ?? seq) {
      const tail = await logs.readTail(showId, { epoch, seq });
      seqs.push(...tail.entries.map((entry) => entry.seq));
      hasMore = tail.hasMore;
    }
    return seqs;
  };

  const all = await Promise.all(Array.from({ length: 40 }, (_, at) => readAll(at * 20)));

  vi.restoreAllMocks();
  expect(count()).toBe(2); // Of 900 older ones, two pages of 500.
  for (const [at, seqs] of all.entries()) {
    expect(seqs).toEqual(Array.from({ length: MAX_HELD_ENTRIES + 900 - at * 20 }, (_, step) => at * 20 + step + 1));
  }
});
