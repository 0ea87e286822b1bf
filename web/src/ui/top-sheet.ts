import { useSyncExternalStore } from 'react';

const opened: HTMLElement[] = [];
const listeners = new Set<() => void>();

/** Takes a sheet as the topmost one. @returns what gives its place back. */
export function enterTopSheet(sheet: HTMLElement): () => void {
  opened.push(sheet);
  tell();
  return () => {
    opened.splice(opened.indexOf(sheet), 1);
    tell();
  };
}

/**
 * The topmost sheet that is open. A modal dialog makes all outside itself inert, so what floats above the page has to stand
 * inside it to be pressed.
 */
export const useTopSheet = (): HTMLElement | undefined => useSyncExternalStore(subscribe, () => opened.at(-1));

function tell(): void {
  for (const react of listeners) react();
}

function subscribe(react: () => void): () => void {
  listeners.add(react);
  return () => listeners.delete(react);
}
