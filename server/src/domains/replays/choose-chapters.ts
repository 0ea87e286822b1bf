import type { log, replays } from '@shoal/contract';
import { listRecalledDrops } from './recalled-drops.ts';

/** Two chapters closer than this are one place for a thumb; the beginning gives way. */
const NEAR_START_MS = 1_000;

/**
 * The chapters of a replay: where a segment of the run of show began and where a material was dropped; what was
 * recalled is left out. Entries carry their final programme time. The first chapter is always at the very beginning.
 */
export function chooseChapters(entries: readonly log.LogEntry[], showTitle: string): replays.Chapter[] {
  const recalled = listRecalledDrops(entries);
  const chapters = entries
    .filter(({ seq }) => !recalled.has(seq))
    .flatMap(toChapter)
    .toSorted((a, b) => a.startsMs - b.startsMs || (a.seq ?? 0) - (b.seq ?? 0));
  const first = chapters.find(({ kind }) => kind === 'segment');
  if (first && first.startsMs <= NEAR_START_MS) return chapters;
  return [{ title: showTitle, startsMs: 0, kind: 'segment', seq: null, picture: null }, ...chapters];
}

function toChapter(entry: log.LogEntry): replays.Chapter[] {
  const { programmeMs, seq } = entry;
  if (entry.kind === 'segment.changed') {
    return [{ title: entry.body.title, startsMs: programmeMs, kind: 'segment', seq, picture: null }];
  }
  if (entry.kind !== 'drop.published') return [];
  const { material } = entry.body;
  const picture = material.picture ?? material.product?.picture ?? null;
  return [{ title: material.title, startsMs: programmeMs, kind: 'drop', seq, picture }];
}
