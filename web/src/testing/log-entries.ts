import type { asks, catalog, log } from '@shoal/contract';
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

const askId = randomUuid() as asks.OpenedAsk['askId']; // As zod would brand it.

/** A check-in that is open for a minute; `over` makes it another ask. */
export const askOpened = (seq: number, over: Partial<asks.OpenedAsk> = {}): EntryOf<'ask.opened'> => ({
  ...position(seq),
  kind: 'ask.opened',
  body: {
    askId,
    kind: 'check_in',
    questions: [],
    product: null,
    closesAt: new Date(Date.parse(atMs(seq)) + 60_000).toISOString(),
    isSurprise: false,
    showsResultsLive: false,
    ...over,
  },
});

export const askClosed = (seq: number, how: Omit<asks.ClosedAsk, 'askId'>): EntryOf<'ask.closed'> => ({
  ...position(seq),
  kind: 'ask.closed',
  body: { askId, ...how },
});
