import type { log } from '@shoal/contract';

/** The drops that were taken back and not given again, by their seq. */
export function listRecalledDrops(entries: readonly log.LogEntry[]): ReadonlySet<number> {
  const recalled = new Set<number>();
  for (const entry of entries) {
    if (entry.kind === 'drop.recalled') recalled.add(entry.body.dropSeq);
    if (entry.kind === 'drop.restored') recalled.delete(entry.body.dropSeq);
  }
  return recalled;
}
