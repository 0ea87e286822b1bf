import process from 'node:process';

/** Proofs are short in `npm test` and long in `npm run prove`: the same code with bigger numbers. */
export const chooseSize = <T>(sizes: { short: T; long: T }): T =>
  process.env.PROOF_SIZE === 'long' ? sizes.long : sizes.short;

/** Beside other tests a moment says nothing: times are asserted at full length only, where nothing else runs. */
export const assertsTimes = chooseSize({ short: false, long: true });

const MINUTE_MS = 60_000;

/** How long a proof may take. */
export const PROOF_LIMIT_MS = chooseSize({ short: 2 * MINUTE_MS, long: 15 * MINUTE_MS });
