type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The keys that carry a value: what a PATCH changes. */
export const dropUndefined = <T extends object>(changes: T): Defined<T> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Defined<T>; // Same keys.
