/** Reads what this browser keeps under a name; null when nothing, or when storage is closed to us. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(`shoal.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a value in this browser, if it lets us. */
export function writeStored(name: string, value: string): void {
  try {
    localStorage.setItem(`shoal.${name}`, value);
  } catch {
    // Private windows refuse storage; the value then lasts as long as the page.
  }
}
