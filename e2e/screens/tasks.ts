import { zh } from '@shoal/contract/words';
import type { Locator, Page } from 'playwright-core';

type Words = typeof zh;

/** The host starts the one task that waits in the run of show. @returns when a shopkeeper had it, in ms. */
export async function launchTask(studio: Page, room: Page): Promise<number> {
  await studio.getByRole('button', { name: zh.tasks.studio.launchIt('今晚开箱价') }).click();
  await taskCard(room, zh).waitFor();
  return Date.now();
}

/** Her sheet for the task, once her link is there. */
export async function openTaskSheet(room: Page): Promise<Locator> {
  await taskCard(room, zh).getByRole('button', { name: zh.tasks.room.act }).click();
  const sheet = room.getByRole('dialog');
  await sheet.getByText('/s/').waitFor();
  return sheet;
}

/** The task that stands above the feed. */
export const taskCard = (room: Page, words: Words) => room.getByRole('region', { name: words.tasks.room.title });

/** What the host sees of the tasks, under the stage. */
export const taskPanel = (studio: Page) => studio.getByRole('region', { name: zh.tasks.studio.title });
