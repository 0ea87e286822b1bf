/** A value that can be read at any time and tells when it changed; fits `useSyncExternalStore`. */
export type Signal<T> = {
  get: () => T;
  subscribe: (onChange: () => void) => () => void;
};

export type SettableSignal<T> = Signal<T> & { set: (value: T) => void };

/** Tells its listeners only when the value is another one. */
export function createSignal<T>(first: T): SettableSignal<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
