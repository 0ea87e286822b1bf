import { type log, MAX_RESUME_ENTRIES, type shows } from '@shoal/contract';
import type { z } from 'zod';

/** A show's log as this process holds it: `entries` are the newest, without holes, up to `top`. */
export type HeldLog = { readonly epoch: string; readonly top: number; readonly entries: readonly log.LogEntry[] };
export type LogPosition = z.infer<typeof shows.LogPosition>;

/**
 * What a client lacks, from memory [RS1][RS2][RS3].
 * @returns undefined when it lacks entries older than those held.
 */
export function chooseTail(held: HeldLog, position: LogPosition | null): shows.LogTail | undefined {
  const { afterSeq, isReset } = chooseStart(held, position);
  const firstHeld = held.top - held.entries.length + 1;
  if (afterSeq + 1 < firstHeld) return undefined;
  const from = afterSeq + 1 - firstHeld;
  return toTail(held, isReset, held.entries.slice(from, from + MAX_RESUME_ENTRIES));
}

/** Where a client's tail begins; a position of another epoch, or one beyond the top, begins anew. */
export function chooseStart(
  { epoch, top }: Pick<HeldLog, 'epoch' | 'top'>,
  position: LogPosition | null,
): { afterSeq: number; isReset: boolean } {
  const isKnown = position !== null && position.epoch === epoch && position.seq <= top;
  if (isKnown) return { afterSeq: position.seq, isReset: false };
  return { afterSeq: 0, isReset: position !== null };
}

/** The answer that carries these entries. */
export const toTail = (
  { epoch, top }: Pick<HeldLog, 'epoch' | 'top'>,
  isReset: boolean,
  entries: readonly log.LogEntry[],
): shows.LogTail => ({
  epoch,
  top,
  isReset,
  entries: [...entries],
  hasMore: (entries.at(-1)?.seq ?? top) < top,
});

/** How a client came to a tail: new here, begun anew, with all that it lacked, or with a part of it. */
export type TailKind = 'newcomer' | 'reset' | 'inline' | 'paged';

export function toKind({ hasMore, isReset }: shows.LogTail, position: LogPosition | null): TailKind {
  if (isReset) return 'reset';
  if (position === null) return 'newcomer';
  return hasMore ? 'paged' : 'inline';
}
