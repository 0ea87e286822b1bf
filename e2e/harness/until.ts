type UntilOptions = { timeoutMs?: number; everyMs?: number; onFail?: () => string };

/** Polls a condition until it holds. @throws naming what was waited for, with the last error, after the bound. */
export async function until<T>(
  what: string,
  check: () => T | Promise<T>,
  { timeoutMs = 15_000, everyMs = 50, onFail }: UntilOptions = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await check();
      if (value) return value as NonNullable<Exclude<T, false>>; // Truthy, so neither null nor false.
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error([`not within ${timeoutMs} ms: ${what}`, last && String(last), onFail?.()].filter(Boolean).join('\n'));
}
