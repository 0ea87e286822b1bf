const MIN_SPREAD_MS = 500;
const MAX_SPREAD_MS = 8_000;

/** Over how long clients spread their return after a break: about 1,000 a second. */
export const chooseReconnectSpreadMs = (sockets: number): number =>
  Math.min(MAX_SPREAD_MS, Math.max(MIN_SPREAD_MS, sockets));
