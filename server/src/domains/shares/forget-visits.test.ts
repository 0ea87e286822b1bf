import { shares } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShelf, toBrowser, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { placeOrder } from '../orders/place-order.ts';
import { forgetVisits } from './forget-visits.ts';
import type { VisitRecord } from './shares.table.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;

test('forgetVisits() deletes hits after 90 days but those that an attribution rests on; her visitors stay counted', async () => {
  const signedIn = await server.signIn('shopkeeper');
  const { code, shareId } = await givenShelf(server.db, { keeperId: signedIn.member.accountId });
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
  const idsLeft = async () => (await server.db.selectFrom('visits').select('id').execute()).map(({ id }) => id);
  const forget = () => forgetVisits({ db: server.db, now: server.clock.now });

  server.clock.advance(90 * DAY_MS - 60_000);
  await forget();
  expect(await idsLeft()).toHaveLength(4);
  server.clock.advance(120_000);
  await Promise.all([forget(), forget()]);

  expect(await idsLeft()).toEqual([bought.id]);
  const keeper = await server.signInAgain(signedIn);
  expect(await keeper.call(shares.listShares, {})).toMatchObject({ visitorsTotal: 2, shares: [{ visitors: 2 }] });
});
