import { FASTEST_ANSWER_MS } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';
import { pause } from '../harness/pause.ts';

type Words = typeof zh;

/** The host checks in, from under the stage. */
export async function checkIn(studio: Page): Promise<void> {
  await panel(studio).getByRole('button', { name: zh.asks.studio.checkIn, exact: false }).first().click();
}

/** The host asks what waits in the run of show. */
export async function askPrepared(studio: Page, title: string): Promise<void> {
  await studio.getByRole('button', { name: zh.asks.studio.askIt(title) }).click();
}

/** The host ends what runs and tells how it went. */
export async function closeAsk(studio: Page): Promise<void> {
  await panel(studio).getByRole('button', { name: zh.asks.studio.close }).click();
  await panel(studio).getByText(zh.asks.studio.closed, { exact: true }).waitFor();
}

/** What the host reads of the answers so far. */
export const answersOf = (studio: Page, answered: number, online: number) =>
  panel(studio).getByText(zh.asks.studio.answered(answered, online)).waitFor();

/** A shopkeeper's card for what is asked now. */
export const askCard = (room: Page, words: Words, kind: keyof Words['asks']['room']['region']) =>
  room.getByRole('region', { name: words.asks.room.region[kind] });

/** Reads a quiz that is on screen: who answers in less time than a person needs is no one who knows the product. */
export const readQuiz = () => pause(2 * FASTEST_ANSWER_MS);

const panel = (studio: Page) => studio.getByRole('region', { name: zh.asks.studio.title });
