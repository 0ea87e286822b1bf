import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

export type Locale = 'zh' | 'en';

const listeners = new Set<() => void>();
let current: Locale =
  toLocale(readStored('locale')) ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';

function toLocale(value: string | null): Locale | undefined {
  return value === 'zh' || value === 'en' ? value : undefined;
}

export const getLocale = (): Locale => current;

/** Switches every sentence at once and remembers it in this browser. */
export function setLocale(locale: Locale): void {
  if (locale === current) return;
  current = locale;
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  writeStored('locale', locale);
  for (const listener of listeners) listener();
}

/** Takes the account's language, unless this browser has chosen its own. */
export function adoptLocale(locale: Locale): void {
  if (!readStored('locale')) setLocale(locale);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLocale = (): Locale => useSyncExternalStore(subscribe, getLocale);
