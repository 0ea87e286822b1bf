/** Polls until `read` answers something truthy. @throws Error(`complaint`) when that takes longer than `limitMs`. */
export async function waitUntil<T>(
  read: () => T | Promise<T>,
  complaint: string,
  limitMs = 5_000,
): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; ) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${complaint} within ${limitMs} ms`);
}
