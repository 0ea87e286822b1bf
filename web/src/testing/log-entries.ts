import type { catalog, log } from '@shoal/contract';
import { randomUuid } from '../live/random-id.ts';

type LogEntry = log.LogEntry;
type EntryOf<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>;

const atMs = (seq: number) => new Date(Date.UTC(2026, 0, 1, 20, 0, seq)).toISOString();
const position = (seq: number) => ({ seq, at: atMs(seq), programmeMs: seq * 1_000 });

/** A material with believable content; `over` names what the test is about. */
export function aMaterial(over: Partial<catalog.Material> = {}): catalog.Material {
  return {
    // A fresh random id carries the brand that zod would give it.
    materialId: randomUuid() as catalog.Material['materialId'],
    brandId: randomUuid() as catalog.Material['brandId'],
    kind: 'copy',
    title: '夏日防晒衣',
    text: '轻薄透气，一件抵三件。',
    picture: null,
    clip: null,
    url: null,
    product: null,
    archivedAt: null,
    ...over,
  };
}

export const wentLive = (seq: number): EntryOf<'show.wentLive'> => ({
  ...position(seq),
  kind: 'show.wentLive',
  body: {},
});

export const dropped = (seq: number, over: Partial<catalog.Material> = {}): EntryOf<'drop.published'> => ({
  ...position(seq),
  kind: 'drop.published',
  body: { material: aMaterial({ title: `素材 ${seq}`, ...over }) },
});

export const recalled = (seq: number, dropSeq: number): EntryOf<'drop.recalled'> => ({
  ...position(seq),
  kind: 'drop.recalled',
  body: { dropSeq },
});
