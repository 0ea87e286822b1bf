import type { AccountId, AskId, IdempotencyKey, ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Batcher } from '../../platform/batcher.ts';
import { silentLog } from '../../platform/log.ts';
import { newId } from '../../platform/new-id.ts';
import { givenAccount } from '../../testing/given.ts';
import { givenOpenAsk } from '../../testing/given-ask.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import type { AnswerBatcher } from './answer-ask.ts';
import { findAsk, readCounts } from './asks.store.ts';
import type { ComingAnswer } from './judge-answer.ts';
import { writeComing } from './write-coming.ts';

const server = useTestServer();

const openBatcher = (): AnswerBatcher =>
  new Batcher({ log: silentLog, write: (ask, coming) => writeComing(server.db, ask, coming) });
const toAnswer = (accountId: AccountId, over: Partial<ComingAnswer> = {}): ComingAnswer => ({
  accountId,
  question: 0,
  option: 0,
  idempotencyKey: newId<IdempotencyKey>(),
  answeredAt: new Date(),
  receivedAt: new Date(),
  tookMs: 900,
  ...over,
});
async function readKept({ askId, showId }: { showId: ShowId; askId: AskId }) {
  const ask = await findAsk(server.db, showId, askId);
  const kept = await server.db
    .selectFrom('askAnswers')
    .select(['accountId', 'option'])
    .where('askId', '=', askId)
    .execute();
  const counts = (await readCounts(server.db, ask ? [ask] : [])).get(askId)?.[0] ?? [];
  return { counts, kept: new Map(kept.map(({ accountId, option }) => [accountId, option])) };
}

test('[AK4] whatever comes, doubled, reordered and from two servers, the counts are the answers kept', async () => {
  const { showId } = await givenShow(server.db);
  const accounts: AccountId[] = [];
  for (let at = 0; at < 4; at += 1) accounts.push((await givenAccount(server.db, 'shopkeeper')).accountId);
  const one = fc.record({ who: fc.nat(3), option: fc.nat(2), atMs: fc.nat(50), server: fc.nat(1), key: fc.nat(9) });
  const keys = Array.from({ length: 10 }, () => newId<IdempotencyKey>());
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('poll' as const, 'quiz' as const),
      fc.array(one, { maxLength: 30 }),
      async (kind, told) => {
        await server.db.deleteFrom('asks').execute();
        const askId = await givenOpenAsk(server.db, showId, { kind });
        const servers = [openBatcher(), openBatcher()];
        const openedMs = Date.now();
        await Promise.all(
          told.map(({ atMs, key, option, server: at, who }) =>
            servers[at]!.add(
              { showId, askId },
              toAnswer(accounts[who]!, { option, answeredAt: new Date(openedMs + atMs), idempotencyKey: keys[key]! }),
            ),
          ),
        );
        const { counts, kept } = await readKept({ showId, askId });
        expect(counts).toEqual([0, 1].map((option) => [...kept.values()].filter((given) => given === option).length));
        expect(kept.size).toBe(new Set(told.filter(({ option }) => option < 2).map(({ who }) => who)).size);
      },
    ),
    { numRuns: 15 },
  );
});

test('10,000 answers are written in batches, each once', async () => {
  const { showId } = await givenShow(server.db);
  const askId = await givenOpenAsk(server.db, showId);
  const { rows } = await sql<{ id: AccountId }>`
    insert into accounts (id, role, account_name, display_name, locale, created_at)
    select gen_random_uuid(), 'shopkeeper', 'many-' || n, 'Many ' || n, 'zh', now() from generate_series(1, 10000) n
    returning id`.execute(server.db);
  let writes = 0;
  const batcher: AnswerBatcher = new Batcher({
    log: silentLog,
    write: (ask, coming) => {
      writes += 1;
      return writeComing(server.db, ask, coming);
    },
  });

  const standing = await Promise.all(
    rows.map(({ id }, at) => batcher.add({ showId, askId }, toAnswer(id, { option: at % 2 }))),
  );

  expect(standing.every((answer) => answer !== undefined)).toBe(true);
  expect((await readKept({ showId, askId })).counts).toEqual([5_000, 5_000]);
  expect(writes).toBeLessThanOrEqual(20);
});
