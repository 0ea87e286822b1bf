import { randomUuid } from './random-id.ts';

let tabId: string | undefined;

/** This tab's name: the same through every reconnect, another one after a reload or `renewTabId()`. */
export function thisTabId(): string {
  tabId ??= randomUuid();
  return tabId;
}

/** Makes this tab a newcomer: under its old name, one that lost the stage is only told so again [CN5]. */
export function renewTabId(): void {
  tabId = undefined;
}
