import type { shares } from '@shoal/contract';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { toCountdown } from './clock-text.ts';
import type { ShopStore } from './shop-store.ts';

/** The newest state of the page. */
export function useShop(store: ShopStore): shares.ShopState {
  const [state, setState] = useState(store.state);
  useEffect(() => store.subscribe(() => setState(store.state)), [store]);
  return state;
}

/** What is left until the show starts by the server's clock, a step a second. */
export function useCountdown(store: ShopStore, startsAt: string | null) {
  const read = useCallback(
    () => (startsAt ? toCountdown(Date.parse(startsAt) - Date.now() - store.aheadMs) : undefined),
    [store, startsAt],
  );
  const [left, setLeft] = useState(read);
  useEffect(() => {
    if (!startsAt) return;
    setLeft(read());
    const timer = setInterval(() => setLeft(read()), 1_000);
    return () => clearInterval(timer);
  }, [read, startsAt]);
  return left;
}
