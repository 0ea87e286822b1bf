import type { Clock } from '../platform/clock.ts';

/** A clock that runs with the machine's until a test moves it. */
export type FakeClock = Clock & { advance(ms: number): void /** Back to the machine's time. */; reset(): void };

export function createFakeClock(): FakeClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance: (ms) => {
      aheadMs += ms;
    },
    reset: () => {
      aheadMs = 0;
    },
  };
}
