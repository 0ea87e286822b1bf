import { createHash } from 'node:crypto';
import { type Currency, OrderId, orders } from '@shoal/contract';
import { toHookSecret, toOrderKey } from '../../src/domains/orders/order-link.ts';
import { signHook } from '../../src/domains/orders/signed-hook.ts';
import { type Shelf, toForm } from '../../src/testing/given-order.ts';
import { createTestClient, type TestClient } from '../../src/testing/test-client.ts';
import { hastily, orRefusal, untilAnswered } from './until-answered.ts';

/** Where something is sold, at terms that never change. */
export type Stall = { shelf: Shelf; priceMinor: number; commissionBps: number; currency: Currency; units: number };
/** One order as those who dealt with it know it, by answers alone. */
export type Sale = {
  orderId: OrderId;
  path: string;
  stall: Stall;
  quantity: number;
  isPaid: boolean;
  /** Its money came when its units were gone. */
  isOwedBack: boolean;
  isShipped: boolean;
  refunded: number;
  /** Units that were refunded before they left. */
  restocked: number;
};
export type Bazaar = {
  stalls: readonly Stall[];
  /** The port of one of the servers, alive or not. */
  choosePort: () => number;
  operatorCookie: string;
  clusterSecret: string;
};

const any = (below: number) => Math.floor(Math.random() * below);
const anyAddress = () => `10.${any(256)}.${any(256)}.${any(256)}`;
const pick = <T>(list: readonly T[]): T => list[any(list.length)] as T; // Never asked of an empty list.

/** Buys, and serves what was bought, one act after the other; every act is asked for until it is answered. */
export class Trader {
  readonly sales: Sale[] = [];
  readonly #bazaar: Bazaar;
  refusals = 0;

  constructor(bazaar: Bazaar) {
    this.#bazaar = bazaar;
  }

  async act(): Promise<void> {
    const sale = this.sales.length > 0 ? pick(this.sales.slice(-12)) : undefined;
    if (!sale || Math.random() < 0.25) return this.#place();
    const act = pick([this.#pay, this.#pay, this.#ship, this.#receive, this.#refund, this.#askBack, this.#cancel]);
    await act.call(this, sale);
  }

  /** Of a server that may be dead: asked once. */
  #client(): TestClient {
    const { choosePort, operatorCookie } = this.#bazaar;
    return createTestClient(`http://127.0.0.1:${choosePort()}`, operatorCookie);
  }

  /** @returns the address it leads to; undefined when the page says no */
  #sendForm(path: string, fields: Record<string, unknown>): Promise<string | undefined> {
    const texts = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
    const headers = { 'x-forwarded-for': anyAddress() };
    return hastily(async () => {
      const client = createTestClient(`http://127.0.0.1:${this.#bazaar.choosePort()}`);
      const answer = await client.fetch(path, { method: 'POST', body: new URLSearchParams(texts), headers });
      await answer.text();
      if (answer.status === 303) return answer.headers.get('location') ?? undefined;
      if (answer.status !== 409) throw new Error(`${path} answered ${answer.status}`);
      return undefined;
    });
  }

  async #place(): Promise<void> {
    const stall = pick(this.#bazaar.stalls);
    const quantity = 1 + any(5);
    const form = toForm({ quantity, seenPriceMinor: stall.priceMinor });
    const path = await this.#sendForm(`/s/${stall.shelf.code}/order`, form);
    if (!path) return;
    const orderId = OrderId.parse(path.split('/')[2]);
    this.sales.push({
      orderId,
      path,
      stall,
      quantity,
      refunded: 0,
      restocked: 0,
      isPaid: false,
      isOwedBack: false,
      isShipped: false,
    });
  }

  /** Told by the outside shop, by the merchant, or by both; sometimes with a wrong amount first. */
  async #pay(sale: Sale): Promise<void> {
    const amountMinor = sale.stall.priceMinor * sale.quantity;
    if (Math.random() < 0.2) await this.#tellPayment(sale, amountMinor + 1);
    if (Math.random() < 0.5) await this.#tellPayment(sale, amountMinor);
    const { orderId } = sale;
    const answer = await hastily(() => this.#client().call(orders.confirmPayment, { orderId, amountMinor }));
    if (answer.state === 'cancelled') sale.isOwedBack = true;
    else sale.isPaid = true;
  }

  async #tellPayment({ orderId, stall }: Sale, amountMinor: number): Promise<void> {
    const { brandId } = stall.shelf;
    const eventId = createHash('sha256').update(`${orderId} ${amountMinor}`).digest('hex');
    const body = JSON.stringify({ eventId, orderId, amountMinor, currency: stall.currency });
    const secret = toHookSecret(toOrderKey(this.#bazaar.clusterSecret), brandId);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const headers = {
      'shoal-timestamp': timestamp,
      'shoal-signature': `sha256=${signHook(secret, timestamp, Buffer.from(body))}`,
      'x-forwarded-for': anyAddress(),
    };
    await hastily(async () => {
      const answer = await this.#client().fetch(`/hooks/payments/${brandId}`, { method: 'POST', body, headers });
      if (!answer.ok) throw new Error(`the hook answered ${answer.status}: ${await answer.text()}`);
      await answer.json();
    });
  }

  async #ship(sale: Sale): Promise<void> {
    const { orderId } = sale;
    const answer = await this.#ask((client) => client.call(orders.shipOrder, { orderId, tracking: 'SF1' }));
    if (!('refused' in answer)) sale.isShipped = true;
  }

  async #receive({ path }: Sale): Promise<void> {
    if (!(await this.#sendForm(path, { act: 'receive' }))) this.refusals += 1;
  }

  async #cancel({ path }: Sale): Promise<void> {
    if (!(await this.#sendForm(path, { act: 'cancel' }))) this.refusals += 1;
  }

  /** Up to a total, which may be more than was bought: then it is refused. */
  async #refund(sale: Sale): Promise<void> {
    const { orderId } = sale;
    const refundedQuantity = sale.refunded + 1 + any(3);
    const answer = await this.#ask((client) => client.call(orders.giveRefund, { orderId, refundedQuantity }));
    if (!('refused' in answer)) noteRefund(sale, answer.refundedQuantity);
  }

  /** The buyer asks for units, and the merchant takes them back. */
  async #askBack(sale: Sale): Promise<void> {
    const { orderId, path, stall } = sale;
    if (!(await this.#sendForm(path, { act: 'refund', quantity: 1, reason: '' }))) return;
    const { brandId } = stall.shelf;
    const [order] = (await untilAnswered(() => this.#client().call(orders.listOrders, { brandId, search: orderId })))
      .orders;
    const open = order?.refunds.find(({ state }) => state === 'open');
    if (!open) throw new Error(`order ${orderId} has no refund that was just asked for`);
    const { refundId } = open;
    const answer = await this.#ask((client) => client.call(orders.decideRefund, { refundId, decision: 'accept' }));
    if ('refused' in answer) throw new Error(`a refund of order ${orderId} was refused: ${answer.refused}`);
    noteRefund(sale, answer.refundedQuantity);
  }

  async #ask<T extends object>(call: (client: TestClient) => Promise<T>): Promise<T | { refused: string }> {
    const answer = await orRefusal(hastily(() => call(this.#client())));
    if ('refused' in answer) this.refusals += 1;
    return answer;
  }
}

function noteRefund(sale: Sale, refunded: number): void {
  if (!sale.isShipped) sale.restocked += refunded - sale.refunded;
  sale.refunded = refunded;
}
