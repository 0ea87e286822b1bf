type Kept = { accountId: string; value: unknown };
const PREFIX = 'shoal.draft.';
let isOver = false;

/** Without storage a draft lasts as long as its form. */
function onStorage<T>(act: (storage: Storage) => T): T | undefined {
  try {
    return act(sessionStorage);
  } catch {
    return undefined;
  }
}

/** Keeps what she has typed, in this tab and for her alone, while her session is gone. */
export function keepDraft(name: string, kept: Kept): void {
  if (!isOver) onStorage((storage) => storage.setItem(PREFIX + name, JSON.stringify(kept)));
}

/** What was kept of hers; undefined when nothing was. */
export function readDraft(name: string, accountId: string): unknown {
  const text = onStorage((storage) => storage.getItem(PREFIX + name));
  if (!text) return undefined;
  const kept = JSON.parse(text) as Kept; // We wrote it.
  return kept.accountId === accountId ? kept.value : undefined;
}

export const forgetDraft = (name: string): void => onStorage((storage) => storage.removeItem(PREFIX + name));

/** Forgets what others left in this tab. */
export const forgetDraftsBut = (accountId: string | null): void =>
  onStorage((storage) => {
    for (const name of Object.keys(storage)) {
      if (!name.startsWith(PREFIX)) continue;
      const kept = JSON.parse(storage.getItem(name) ?? 'null') as Kept | null; // As above.
      if (kept?.accountId !== accountId) storage.removeItem(name);
    }
  });

/** She leaves by herself: nothing of hers stays, nor of the forms that close as this page does. */
export function endDrafts(): void {
  isOver = true;
  forgetDraftsBut(null);
}
