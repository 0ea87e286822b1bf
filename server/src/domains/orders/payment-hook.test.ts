import { type OrderId, orders } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { toHookSecret } from './order-link.ts';
import { placeOrder } from './place-order.ts';
import { signHook } from './signed-hook.ts';

const server = useTestServer();
let shelf: Shelf;
let orderId: OrderId;
beforeEach(async () => {
  shelf = await givenShelf(server.db);
  orderId = (await placeOrder(ordersOf(server), shelf.code, toForm())).id;
});

const toEvent = (more: Record<string, unknown> = {}) =>
  JSON.stringify({ eventId: 'e-1', orderId, amountMinor: 12_800, currency: 'CNY', ...more });

type Sending = { body?: string; atSeconds?: number; signature?: string; secret?: string; brandId?: string };
async function send({ atSeconds = Date.now() / 1_000, brandId = shelf.brandId, ...more }: Sending = {}) {
  const { body = toEvent(), secret = toHookSecret(ordersOf(server).orderKey, shelf.brandId) } = more;
  const timestamp = String(Math.floor(atSeconds));
  const signature = more.signature ?? `sha256=${signHook(secret, timestamp, Buffer.from(body))}`;
  const answer = await fetch(`${server.url}/hooks/payments/${brandId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'shoal-timestamp': timestamp, 'shoal-signature': signature },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const countBooked = async () =>
  Number(
    (
      await server.db
        .selectFrom('ledgerTransactions')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('a signed payment books the commission once, however often it is told', async () => {
  const told = await Promise.all([send(), send(), send()]);
  expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(told.filter(({ body }) => body.isRepeated === false)).toHaveLength(1);
  expect(await countBooked()).toBe(1);
});

test('what is not signed by the brand’s secret within 300 s enters nothing', async () => {
  const now = Date.now() / 1_000;
  const otherSecret = toHookSecret(ordersOf(server).orderKey, crypto.randomUUID() as Shelf['brandId']);
  const good = signHook(
    toHookSecret(ordersOf(server).orderKey, shelf.brandId),
    `${Math.floor(now)}`,
    Buffer.from(toEvent()),
  );
  const flipped = Array.from({ length: 28 }, (_, at) => {
    const text = [...toEvent()];
    text[at * 4] = text[at * 4] === 'x' ? 'y' : 'x';
    return { body: text.join(''), signature: good, atSeconds: now };
  });
  const attempts: Sending[] = [
    ...flipped,
    { signature: '' },
    { signature: 'sha256=' },
    { signature: 'sha256=zz' },
    { signature: `sha256=${good.slice(2)}`, atSeconds: now },
    { signature: `${good}00`, atSeconds: now },
    { secret: otherSecret },
    { secret: 'guess' },
    { atSeconds: now - 305 },
    { atSeconds: now + 305 },
    { atSeconds: now - 86_400 },
    { atSeconds: 0 },
    { atSeconds: Number.NaN },
  ];
  expect(attempts).toHaveLength(40);
  for (const [at, attempt] of attempts.entries()) expect((await send(attempt)).status, String(at)).toBe(403);
  expect(await countBooked()).toBe(0);
  expect(await server.db.selectFrom('paymentEvents').selectAll().execute()).toEqual([]);
});

test('a payment that does not fit its order is held and listed, and books nothing', async () => {
  const other = await givenShelf(server.db);
  const foreign = await placeOrder(ordersOf(server), other.code, toForm());
  const odd = [
    { eventId: 'a', amountMinor: 12_799 },
    { eventId: 'b', currency: 'USD' },
    { eventId: 'c', orderId: foreign.id },
    { eventId: 'd', orderId: 'no id' },
  ];
  for (const event of odd) expect((await send({ body: toEvent(event) })).status).toBe(200);
  expect(await countBooked()).toBe(0);
  await send();
  await send({ body: toEvent({ eventId: 'twice' }) });

  const host = await server.signIn('host', { brandIds: [shelf.brandId] });
  const { payments } = await host.call(orders.listHeldPayments, { brandId: shelf.brandId });
  expect(Object.fromEntries(payments.map(({ eventId, reason }) => [eventId, reason]))).toEqual({
    a: 'wrong_amount',
    b: 'wrong_currency',
    c: 'unknown_order',
    d: 'unknown_order',
    twice: 'paid_already',
  });
  expect(await countBooked()).toBe(1);
});

test('a text that no database keeps is refused, not an error of ours', async () => {
  for (const text of ['e\0', '\ud800', 'a\nb']) {
    expect((await send({ body: toEvent({ eventId: text }) })).body).toMatchObject({
      error: { code: 'request.invalid' },
    });
    expect((await send({ body: toEvent({ orderId: text }) })).status).toBe(400);
  }
  expect((await send({ body: toEvent({ currency: 'CN\0' }) })).status).toBe(400);
});

test('an event id that comes back with another body is refused', async () => {
  await send();
  expect((await send({ body: toEvent({ amountMinor: 1 }) })).status).toBe(422);
});

test('a new secret is taken at once, the one before it for 24 h more, and a retry makes no second one', async () => {
  const operator = await server.signIn('operator');
  const { brandId } = shelf;
  const first = await operator.call(orders.getPaymentHook, { brandId });
  const next = await operator.call(orders.rotatePaymentHook, { brandId, from: first.number });
  expect(await operator.call(orders.rotatePaymentHook, { brandId, from: first.number })).toEqual(next);
  expect(next).toMatchObject({ number: 2, previousUntil: expect.any(String) });
  const by = async (secret: string, eventId: string) =>
    (await send({ secret, body: toEvent({ eventId }), atSeconds: server.clock.now().getTime() / 1_000 })).status;

  expect(await by(first.secret, 'old')).toBe(200);
  expect(await by(next.secret, 'new')).toBe(200);
  server.clock.advance(24 * 3_600_000 + 60_000);
  expect(await by(first.secret, 'too old')).toBe(403);
  expect(await by(next.secret, 'new still')).toBe(200);
  const third = await (await server.signInAgain(operator)).call(orders.rotatePaymentHook, {
    brandId,
    from: next.number,
  });
  expect(await by(first.secret, 'older')).toBe(403);
  expect(await by(next.secret, 'overlapping')).toBe(200);
  expect(await by(third.secret, 'newest')).toBe(200);
});

test('an address that guesses signatures waits, also with a good one', async () => {
  const guesses = await Promise.all(Array.from({ length: 90 }, () => send({ secret: 'guess' })));
  expect(guesses.some(({ status }) => status === 429)).toBe(true);
  expect(guesses.every(({ status }) => status === 403 || status === 429)).toBe(true);
  expect((await send()).status).toBe(429);
  expect(await countBooked()).toBe(0);
});
