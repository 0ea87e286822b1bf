import { expect, test } from 'vitest';
import { tellUntil } from '../../live/show-story.ts';
import { dropped, recalled, wentLive } from '../../testing/log-entries.ts';
import { findChapterAt } from './use-replay-player.ts';

const chapter = (startsMs: number) => ({ title: '', startsMs, kind: 'drop', seq: null, picture: null }) as const;

test('findChapterAt() names the last chapter that has begun', () => {
  const chapters = [chapter(0), chapter(5_000), chapter(9_000)];
  expect(findChapterAt(chapters, 0)).toBe(0);
  expect(findChapterAt(chapters, 8_999)).toBe(1);
  expect(findChapterAt(chapters, 60_000)).toBe(2);
  expect(findChapterAt([chapter(10)], 5)).toBe(-1);
});

test('tellUntil() shows each drop at its moment of the programme', () => {
  const entries = [wentLive(1), dropped(2), dropped(3), recalled(4, 2)];
  expect(tellUntil(entries, 1_999).drops).toEqual([]);
  expect(tellUntil(entries, 3_000).drops.map((drop) => [drop.seq, drop.isRecalled])).toEqual([
    [2, false],
    [3, false],
  ]);
  expect(tellUntil(entries, 4_000).drops[0]?.isRecalled).toBe(true);
});
