const POLL_MS = 20;

/** Polls until the question has an answer. @throws Error with `what` once the bound has passed. */
export async function waitFor<T>(what: string, boundMs: number, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const until = Date.now() + boundMs;
  while (Date.now() < until) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`waited ${boundMs} ms for: ${what}`);
}
