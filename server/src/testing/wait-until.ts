type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

/** Polls until `read` answers something truthy. @throws Error(`complaint`) when that takes longer than `limitMs`. */
export async function waitUntil<T>(read: () => T | Promise<T>, complaint: string, limitMs = 5_000): Promise<Truthy<T>> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; ) {
    const value = await read();
    if (value) return value as Truthy<T>; // Just tested.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${complaint} within ${limitMs} ms`);
}
