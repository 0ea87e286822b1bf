import type { shares } from '@shoal/contract';

/** The newest state of the page, and how far the server's clock is ahead of this one. */
export type ShopStore = {
  readonly state: shares.ShopState;
  readonly aheadMs: number;
  set(state: shares.ShopState): void;
  subscribe(react: () => void): () => void;
};

export function createShopStore(first: shares.ShopState, nowMs: () => number = Date.now): ShopStore {
  const listeners = new Set<() => void>();
  let state = first;
  let aheadMs = Date.parse(first.serverNow) - nowMs();
  return {
    get state() {
      return state;
    },
    get aheadMs() {
      return aheadMs;
    },
    set(next) {
      state = next;
      aheadMs = Date.parse(next.serverNow) - nowMs();
      for (const react of listeners) react();
    },
    subscribe(react) {
      listeners.add(react);
      return () => listeners.delete(react);
    },
  };
}
