import { AppError, type ShareCode, type VariantId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { placeOrder } from '../src/domains/orders/place-order.ts';
import { givenShelf, toForm } from '../src/testing/given-order.ts';
import { givenVariants, readStock } from '../src/testing/given-variants.ts';
import { ordersOf } from '../src/testing/orders-of.ts';
import { useTestServer } from '../src/testing/test-server.ts';
import { chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

const ROUNDS = chooseSize({ short: 1, long: 20 });
const [BUYERS, UNITS] = [200, 50];
const MAX_TRIES = 10;
const server = useTestServer();

/** A buyer who gets no answer sends her form again, under the same key. */
async function buy(code: ShareCode, more: { variantId?: VariantId; seenPriceMinor?: number } = {}): Promise<unknown> {
  const form = { ...toForm(), ...more };
  for (let tries = 1; ; tries += 1) {
    try {
      return await placeOrder(ordersOf(server), code, form);
    } catch (error) {
      if (error instanceof AppError || tries === MAX_TRIES) throw error;
    }
  }
}

test(
  '200 buyers at once of 50 units: 50 orders, no more, no less',
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const shelf = await givenShelf(server.db, { unitsInStock: UNITS });
      const buying = Array.from({ length: BUYERS }, () => buy(shelf.code));
      const answers = await Promise.allSettled(buying);

      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
      expect(refused).toHaveLength(BUYERS - UNITS);
      expect(refused.every((error) => error instanceof AppError && error.code === 'orders.sold_out')).toBe(true);
      const product = server.db.selectFrom('products').where('id', '=', shelf.productId);
      expect(await product.select('unitsInStock').executeTakeFirst()).toEqual({ unitsInStock: 0 });
      const orders = await server.db
        .selectFrom('orders')
        .select('id')
        .where('productId', '=', shelf.productId)
        .execute();
      expect(orders).toHaveLength(UNITS);
    }
  },
  PROOF_LIMIT_MS,
);

test(
  '200 buyers at once of two variants, 30 and 20 units: each sells what it has, no more, no less',
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const shelf = await givenShelf(server.db);
      const variants = [30, 20].map((unitsInStock) => ({ name: `${unitsInStock}g`, priceMinor: 8_800, unitsInStock }));
      const ids = await givenVariants(server.db, shelf.productId, variants);
      const buying = Array.from({ length: BUYERS }, (_, at) =>
        buy(shelf.code, { variantId: ids[at % ids.length]!, seenPriceMinor: 8_800 }),
      );
      const answers = await Promise.allSettled(buying);

      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
      expect(refused).toHaveLength(BUYERS - UNITS);
      expect(refused.every((error) => error instanceof AppError && error.code === 'orders.sold_out')).toBe(true);
      expect(await readStock(server.db, shelf.productId)).toEqual({ own: null, variants: [0, 0] });
      const sold = await server.db
        .selectFrom('orders')
        .select('variantId')
        .where('productId', '=', shelf.productId)
        .execute();
      const countOf = (id: VariantId | undefined) => sold.filter(({ variantId }) => variantId === id).length;
      expect(ids.map(countOf)).toEqual([30, 20]);
    }
  },
  PROOF_LIMIT_MS,
);
