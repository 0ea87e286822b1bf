import { expect, test } from 'vitest';
import { rtp } from '../testing/rtp.ts';
import { gopRing } from './gop-ring.ts';
import { interleave } from './interleaved.ts';
import type { MediaUnit } from './media-unit.ts';

const unit = (kind: 'audio' | 'video', atMs: number, isKey = kind === 'audio'): MediaUnit => ({
  kind,
  atMs,
  isKey,
  bytes: interleave([rtp({ sequence: 0, timestamp: 0, payload: [1] }).buffer]),
  timestamp: 0,
  arrivedAtMs: atMs,
  parameterSets: null,
});
const times = (units: readonly MediaUnit[]) => units.map(({ kind, atMs }) => `${kind[0]}${atMs}`);

test('gopRing() keeps what no encoder has put out, from a key frame on, with the sound beside it', () => {
  const ring = gopRing('video');
  ring.push(unit('audio', 960));
  ring.push(unit('audio', 1_010)); // Sound overtakes its picture.
  ring.push(unit('video', 1_000, true));
  ring.push(unit('video', 1_033));
  expect(times(ring.units())).toEqual(['v1000', 'a1010', 'v1033']);

  ring.push(unit('audio', 3_005));
  ring.push(unit('video', 3_000, true));
  ring.push(unit('audio', 2_990));
  expect(ring.units()).toHaveLength(5 + 1);

  ring.dropBefore(3_000);
  expect(times(ring.units())).toEqual(['v3000', 'a3005']);
});

test('gopRing() keeps a group of pictures whose successor has not come out', () => {
  const ring = gopRing('video');
  ring.push(unit('video', 0, true));
  ring.push(unit('video', 2_000, true));
  ring.dropBefore(0);
  expect(times(ring.units())).toEqual(['v0', 'v2000']);
});

test('gopRing() begins with a group, however short those around it are', () => {
  const ring = gopRing('video');
  const keys = [0, 13, 20].map((atMs) => unit('video', atMs, true));
  for (const key of keys) ring.push(key);
  ring.beginWith(keys[1]!);
  expect(times(ring.units())).toEqual(['v13', 'v20']);
  ring.beginWith(unit('video', 33, true)); // Not of the ring.
  expect(times(ring.units())).toEqual(['v13', 'v20']);
});

test('gopRing() holds sound alone in pieces of a second', () => {
  const ring = gopRing('audio');
  for (let atMs = 0; atMs < 3_000; atMs += 500) ring.push(unit('audio', atMs));
  ring.dropBefore(2_000);
  expect(times(ring.units())).toEqual(['a2000', 'a2500']);
});
