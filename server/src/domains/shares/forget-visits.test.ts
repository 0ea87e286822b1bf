import { shares } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShelf, toBrowser, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { placeOrder } from '../orders/place-order.ts';
import { forgetVisits } from './forget-visits.ts';
import type { VisitRecord } from './shares.table.ts';
import { openVisitWindow } from './visits.store.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;

const idsLeft = async () => (await server.db.selectFrom('visits').select('id').execute()).map(({ id }) => id);
const forget = () => forgetVisits({ db: server.db, now: server.clock.now });

test('forgetVisits() deletes hits after 90 days but those that an attribution rests on', async () => {
  const { code, shareId } = await givenShelf(server.db);
  const seen = (byte: number, verdict: VisitRecord['verdict']): VisitRecord => ({
    id: newId(),
    shareId,
    visitorId: Buffer.alloc(16, byte),
    at: server.clock.now(),
    verdict,
    reasons: verdict === 'refused' ? ['too_short'] : [],
  });
  const bought = seen(1, 'counted');
  await server.db
    .insertInto('visits')
    .values([bought, seen(2, 'counted'), seen(2, 'repeated'), seen(3, 'refused')])
    .execute();
  server.clock.advance(1_000);
  await placeOrder(ordersOf(server), code, { ...toForm(), buyer: toBrowser(bought.visitorId) });

  server.clock.advance(90 * DAY_MS - 60_000);
  await forget();
  expect(await idsLeft()).toHaveLength(4);
  server.clock.advance(120_000);
  await Promise.all([forget(), forget()]);

  expect(await idsLeft()).toEqual([bought.id]);
});

test('forgetVisits() forgets who came within no 90 days; visitors and visits of her links stay what they were', async () => {
  const signedIn = await server.signIn('shopkeeper');
  const { shareId } = await givenShelf(server.db, { keeperId: signedIn.member.accountId });
  const visit = (byte: number) =>
    openVisitWindow(server.db, {
      shareId,
      visitorId: Buffer.alloc(16, byte),
      at: server.clock.now(),
      windowMs: 30 * 60_000,
    });
  for (const visitors of [[1, 2], [1, 2, 3], [1]]) {
    for (const byte of visitors) await visit(byte);
    server.clock.advance(DAY_MS);
  }
  const totals = { visitorsTotal: 3, visitsTotal: 6, shares: [{ visitors: 3, visits: 6 }] };
  const bytesLeft = async () =>
    (await server.db.selectFrom('linkVisitors').select('visitorId').execute()).map(({ visitorId }) => visitorId[0]);

  server.clock.advance(88 * DAY_MS - 60_000);
  await forget();
  expect(await bytesLeft()).toHaveLength(3);
  server.clock.advance(DAY_MS);
  await Promise.all([forget(), forget()]);
  expect(await bytesLeft()).toEqual([1]);
  expect(await (await server.signInAgain(signedIn)).call(shares.listShares, {})).toMatchObject(totals);
  server.clock.advance(DAY_MS);
  await forget();

  expect(await bytesLeft()).toEqual([]);
  expect(await (await server.signInAgain(signedIn)).call(shares.listShares, {})).toMatchObject(totals);
});
