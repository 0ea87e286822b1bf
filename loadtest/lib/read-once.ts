const HELD = 16;

/**
 * Reads each text once: hundreds of sockets in one virtual user get the same bytes, and reading JSON is the dearest that
 * k6 does with them. What is returned is shared, so nobody may change it.
 */
export function readOnce<T>(read: (text: string) => T): (text: string) => T {
  const held = new Map<string, T>();
  return (text) => {
    const known = held.get(text);
    if (known !== undefined) return known;
    const value = read(text);
    if (held.size >= HELD) held.clear();
    held.set(text, value);
    return value;
  };
}
