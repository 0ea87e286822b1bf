import type { shares } from '@shoal/contract';

const EVERY_MS = 5_000;
const SLOWEST_MS = 60_000;

export type PollOptions = {
  code: string;
  onState: (state: shares.ShopState) => void;
  /** Told when an ask fails after one that worked, and when one works again. */
  onReachable: (isReachable: boolean) => void;
};

/** When to ask next: every 5 s, slower after failures, never all pages in the same moment. */
export const chooseDelayMs = (failures: number, random: number): number =>
  Math.round(Math.min(SLOWEST_MS, EVERY_MS * 2 ** failures) * (0.8 + 0.4 * random));

/** Asks for the page's state while it is visible. @returns the way to stop. */
export function pollShop({ code, onReachable, onState }: PollOptions): () => void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  const plan = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') timer = setTimeout(ask, chooseDelayMs(failures, Math.random()));
  };
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    const state = await fetchShop(code);
    isAsking = false;
    failures = state ? 0 : failures + 1;
    onReachable(failures < 2);
    if (state) onState(state);
    plan();
  };
  const onVisible = () => (document.visibilityState === 'visible' ? void ask() : clearTimeout(timer));
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('online', onVisible);
  plan();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
    window.removeEventListener('online', onVisible);
  };
}

async function fetchShop(code: string): Promise<shares.ShopState | undefined> {
  try {
    const response = await fetch(`/api/shop/${code}`, { signal: AbortSignal.timeout(8_000) });
    return response.ok ? ((await response.json()) as shares.ShopState) : undefined; // The route's own schema.
  } catch {
    return undefined; // Offline or cut: the next ask tells.
  }
}
