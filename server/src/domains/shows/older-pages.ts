import { type log, MAX_RESUME_ENTRIES, type ShowId } from '@shoal/contract';

export type OlderPagesDeps = {
  listEntriesAfter: (showId: ShowId, range: { afterSeq: number; limit: number }) => Promise<log.LogEntry[]>;
};

type Where = { showId: ShowId; epoch: string; afterSeq: number };

/** 10,000 entries, some 5 MB. */
const MAX_PAGES = 20;

/**
 * Reads entries that memory no longer holds, for many who come back after long. Pages have fixed borders, so that clients at
 * different positions share them, and a page is read once for all who ask: entries of an epoch never change. What was asked
 * for least lately goes.
 */
export function createOlderPages({ listEntriesAfter }: OlderPagesDeps) {
  const pages = new Map<string, Promise<log.LogEntry[]>>();
  /** @returns what comes after a seq up to its page's end, at least one entry where the log has one; the page must be whole. */
  return async ({ afterSeq, epoch, showId }: Where): Promise<log.LogEntry[]> => {
    const pageStart = afterSeq - (afterSeq % MAX_RESUME_ENTRIES);
    const name = `${showId} ${epoch} ${pageStart}`;
    const page = pages.get(name) ?? listEntriesAfter(showId, { afterSeq: pageStart, limit: MAX_RESUME_ENTRIES });
    pages.delete(name);
    pages.set(name, page); // Asked for last.
    page.catch(() => pages.delete(name));
    const [oldest] = pages.keys();
    if (oldest !== undefined && pages.size > MAX_PAGES) pages.delete(oldest);
    return (await page).slice(afterSeq - pageStart);
  };
}
