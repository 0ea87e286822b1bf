/** The time, as a dependency, so that a test can hold it. */
export type Clock = { readonly now: () => Date };

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
