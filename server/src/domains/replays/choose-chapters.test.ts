import type { catalog, log, MaterialId, SegmentId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { chooseChapters } from './choose-chapters.ts';

const at = '2026-03-01T10:00:00.000Z';
const drop = (seq: number, programmeMs: number, title: string): log.LogEntry => ({
  seq,
  at,
  programmeMs,
  kind: 'drop.published',
  body: {
    material: {
      materialId: crypto.randomUUID() as MaterialId,
      title,
      picture: null,
      product: null,
    } as catalog.Material,
  },
});
const segment = (seq: number, programmeMs: number, title: string): log.LogEntry => ({
  seq,
  at,
  programmeMs,
  kind: 'segment.changed',
  body: { segmentId: crypto.randomUUID() as SegmentId, title },
});

test('chooseChapters() begins with the show, then follows segments and drops in order of time', () => {
  const chapters = chooseChapters([segment(2, 5_000, 'Q&A'), drop(3, 4_000, 'Poster')], 'Spring tea');

  expect(chapters.map(({ kind, seq, startsMs, title }) => [startsMs, kind, seq, title])).toEqual([
    [0, 'segment', null, 'Spring tea'],
    [4_000, 'drop', 3, 'Poster'],
    [5_000, 'segment', 2, 'Q&A'],
  ]);
});

test('chooseChapters() leaves out recalled drops, and the beginning when a segment begins there', () => {
  const recall: log.LogEntry = { seq: 4, at, programmeMs: 9_000, kind: 'drop.recalled', body: { dropSeq: 3 } };

  const chapters = chooseChapters([segment(2, 300, 'Welcome'), drop(3, 4_000, 'Poster'), recall], 'Spring tea');

  expect(chapters.map(({ title }) => title)).toEqual(['Welcome']);
});
