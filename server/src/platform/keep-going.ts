import type { Log } from './log.ts';

/** For what nobody waits for: a failure is logged, and whoever is responsible tries again. */
export const keepGoing = (log: Log, act: Promise<unknown>): void =>
  void act.catch((err: unknown) => log.warn({ err }, 'background work failed'));
