/** As many viewers come at once as in a busy second: a machine that serves them besides is not to be measured by its queue. */
const AT_ONCE = 20;

export async function inBatches<T>(all: readonly T[], act: (one: T, at: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    await Promise.all(all.slice(from, from + AT_ONCE).map((one, at) => act(one, from + at)));
  }
}
