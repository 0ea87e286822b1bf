import type { ShowId } from '@shoal/contract';

/** Where the log of a show stands that is loaded here. */
export type FindLog = (showId: ShowId) => { readonly top: number } | undefined;

/** A show to read now. */
export type Look = {
  showId: ShowId;
  /** There is nothing to tell of it, and will not be before its log moves. */
  foundNothing: () => void;
};

/**
 * Of the shows that are asked for each second, leaves out those where nothing was found and nothing was appended since: what
 * an entry begins need not be asked for before. A show whose log is not loaded here is always read.
 */
export function createEmptyShows(findLog: FindLog): (showIds: readonly ShowId[]) => Look[] {
  const emptyAt = new WeakMap<object, number>();
  return (showIds) =>
    showIds.flatMap((showId) => {
      const log = findLog(showId);
      if (!log) return [{ showId, foundNothing: () => undefined }];
      const { top } = log; // As of before the read: what is appended meanwhile is looked for again.
      return emptyAt.get(log) === top ? [] : [{ showId, foundNothing: () => void emptyAt.set(log, top) }];
    });
}
