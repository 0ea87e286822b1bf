import { useSyncExternalStore } from 'react';
import type { Signal } from '../live/signal.ts';

/** The value of a live signal; renders again when it changes. */
export const useSignal = <T>(signal: Signal<T>): T => useSyncExternalStore(signal.subscribe, signal.get);
