import { expect, test } from 'vitest';
import { CLOCK_WAIT_MS, chooseStart, PICTURE_WAIT_MS, TRACK_WAIT_MS } from './start-rule.ts';
import type { TapTrack } from './tap.ts';

const video: TapTrack = { kind: 'video', mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 };
const audio: TapTrack = { kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 };
const both = [video, audio];
const settled = { hasKeyFrame: true, isClockSettled: true };

test('chooseStart() begins at once with picture, sound and the sender’s clock', () => {
  expect(chooseStart({ ...settled, nowMs: 0, tracks: both, seen: { video: 0, audio: 0 } })).toEqual(both);
});

test('chooseStart() waits for a declared track, and not for ever', () => {
  const facts = { ...settled, tracks: both, seen: { video: 0 } };
  expect(chooseStart({ ...facts, nowMs: TRACK_WAIT_MS - 1 })).toBeNull();
  expect(chooseStart({ ...facts, nowMs: TRACK_WAIT_MS })).toEqual([video]);
});

test('chooseStart() waits for the sender’s clock, and not for ever', () => {
  const facts = { hasKeyFrame: true, isClockSettled: false, tracks: both, seen: { video: 0, audio: 0 } };
  expect(chooseStart({ ...facts, nowMs: CLOCK_WAIT_MS - 1 })).toBeNull();
  expect(chooseStart({ ...facts, nowMs: CLOCK_WAIT_MS })).toEqual(both);
});

test('chooseStart() records sound alone when the picture never comes, and a host who has only sound at once', () => {
  const facts = { hasKeyFrame: false, isClockSettled: true, seen: { audio: 0 } };
  expect(chooseStart({ ...facts, tracks: both, nowMs: PICTURE_WAIT_MS - 1 })).toBeNull();
  expect(chooseStart({ ...facts, tracks: both, nowMs: PICTURE_WAIT_MS })).toEqual([audio]);
  expect(chooseStart({ ...facts, tracks: [audio], nowMs: 0 })).toEqual([audio]);
});
