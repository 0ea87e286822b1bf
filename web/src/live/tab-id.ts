import { randomUuid } from './random-id.ts';

let tabId: string | undefined;

/** This tab's name: the same through every reconnect, another one after a reload. */
export function thisTabId(): string {
  tabId ??= randomUuid();
  return tabId;
}
