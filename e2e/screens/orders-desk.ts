import { zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';

type Words = typeof zh;

export async function openOrders(page: Page, url: string, words: Words = zh): Promise<void> {
  await page.goto(`${url}/console/orders`);
  await page.getByRole('heading', { name: words.orders.title, exact: true }).waitFor();
}

/** The row of one buyer. */
export const orderOf = (page: Page, buyerName: string) => page.getByRole('row').filter({ hasText: buyerName });

/** The money came, says the merchant. */
export async function confirmPayment(page: Page, buyerName: string, words: Words = zh): Promise<void> {
  const { confirm, state } = words.orders;
  await press(page, buyerName, confirm);
  await page.getByRole('dialog').getByRole('button', { name: confirm }).click();
  await orderOf(page, buyerName).getByText(state.paid, { exact: true }).waitFor();
}

export async function ship(page: Page, buyerName: string, tracking: string, words: Words = zh): Promise<void> {
  const { ship: act, shipAsk, state } = words.orders;
  await press(page, buyerName, act);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(shipAsk).fill(tracking);
  await dialog.getByRole('button', { name: act }).click();
  await orderOf(page, buyerName).getByText(state.shipped, { exact: true }).waitFor();
}

/** Gives the money for all units back, unasked. */
export async function giveRefund(page: Page, buyerName: string, words: Words = zh): Promise<void> {
  const { refund } = words.orders;
  await press(page, buyerName, refund);
  await page.getByRole('dialog').getByRole('button', { name: refund }).click();
  await sendBack(page, buyerName, words);
}

/** Agrees to what the buyer asked, and says that the money went back. */
export async function acceptRefund(page: Page, buyerName: string, words: Words = zh): Promise<void> {
  await press(page, buyerName, words.orders.accept);
  await page.getByRole('dialog').getByRole('button', { name: words.orders.accept }).click();
  await sendBack(page, buyerName, words);
}

async function sendBack(page: Page, buyerName: string, words: Words): Promise<void> {
  await orderOf(page, buyerName).getByText(words.orders.state.refunded, { exact: true }).waitFor();
  await press(page, buyerName, words.orders.refundDone);
  await page.getByRole('dialog').getByRole('button', { name: words.orders.refundDone }).click();
  await orderOf(page, buyerName).getByRole('button').filter({ hasText: words.orders.refundDone }).waitFor({
    state: 'detached',
  });
}

const press = (page: Page, buyerName: string, act: string) =>
  orderOf(page, buyerName).getByRole('button', { name: act, exact: true }).click();
