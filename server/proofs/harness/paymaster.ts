import { type Currency, orders, type PayoutId } from '@shoal/contract';
import { readCsv } from '../../src/platform/csv.ts';
import { createTestClient, type TestClient } from '../../src/testing/test-client.ts';
import type { Bazaar } from './trader.ts';
import { hastily, orRefusal, untilAnswered } from './until-answered.ts';

export type Paid = {
  payoutId: PayoutId;
  currency: Currency;
  grossMinor: number;
  withheldMinor: number;
  isPaid: boolean;
};

export const WITHHOLDING_BPS = 777;

/** Pays out by batches, files and their results, one batch after the other; every step is asked for until it is answered. */
export class Paymaster {
  readonly payouts: Paid[] = [];
  batches = 0;
  reconciled = 0;
  readonly #bazaar: Bazaar;

  constructor(bazaar: Bazaar) {
    this.#bazaar = bazaar;
  }

  #client(): TestClient {
    const { choosePort, operatorCookie } = this.#bazaar;
    return createTestClient(`http://127.0.0.1:${choosePort()}`, operatorCookie);
  }

  /** @throws Error when the ledger does not reconcile in the middle of it all */
  async payOut(currency: Currency): Promise<void> {
    const { checks, isOk } = await untilAnswered(() => this.#client().call(orders.reconcileNow, {}));
    if (!isOk) throw new Error(`the ledger does not reconcile: ${JSON.stringify(checks)}`);
    this.reconciled += 1;
    const request = { currency, withholdingBps: WITHHOLDING_BPS, idempotencyKey: crypto.randomUUID() };
    const opened = await orRefusal(hastily(() => this.#client().call(orders.openPayouts, request)));
    if ('refused' in opened) {
      if (opened.refused === 'ledger.nothing_due') return;
      throw new Error(`a batch was refused: ${opened.refused}`);
    }
    this.batches += 1;
    const { batchId } = opened;
    await hastily(() => this.#client().call(orders.approvePayouts, { batchId }));
    const { csv } = await hastily(() => this.#client().call(orders.sendPayouts, { batchId }));
    await this.#tellResults(currency, csv);
  }

  /** The bank pays two of three, and its file is taken in twice. */
  async #tellResults(currency: Currency, csv: string): Promise<void> {
    const [, ...rows] = readCsv(csv);
    const results = rows.map(([payoutId = '', , , , gross = '', withheld = '']) => ({
      payoutId: payoutId as PayoutId, // From the server's own file.
      currency,
      grossMinor: toMinor(gross),
      withheldMinor: toMinor(withheld),
      isPaid: Math.random() < 0.67,
    }));
    const file = results.map(({ isPaid, payoutId }) => `${payoutId},${isPaid ? 'paid' : 'failed'},\r\n`);
    const bytes = new Blob(['payout,state,note\r\n', ...file], { type: 'text/csv' });
    const { problems } = await hastily(() => this.#client().call(orders.importPayoutResults, { bytes }));
    if (problems.length > 0) throw new Error(`results were refused: ${JSON.stringify(problems)}`);
    this.payouts.push(...results);
  }
}

const toMinor = (decimal: string): number => Number(decimal.replace('.', ''));
