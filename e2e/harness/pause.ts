/** For what happens by the clock alone: a line that is down for so long, a sleep. What can be seen is waited for by `until`. */
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
