import { expect, test } from 'vitest';
import { deltaPayload, keyPayload, rtp } from '../testing/rtp.ts';
import { interleave, packetStarts } from './interleaved.ts';
import type { MediaUnit } from './media-unit.ts';
import { HOLD_AFTER_MS, pictureHold } from './picture-hold.ts';
import { parseRtpPacket } from './rtp-packet.ts';

const unit = (kind: 'audio' | 'video', atMs: number, isKey = true): MediaUnit => {
  const timestamp = atMs * 90;
  const payload = isKey ? keyPayload() : deltaPayload;
  const bytes = interleave([rtp({ sequence: 1, timestamp, payload, isMarked: true }).buffer]);
  return { kind, bytes, timestamp, isKey, arrivedAtMs: atMs, atMs, parameterSets: null };
};

test('pictureHold() repeats the last key frame twice a second while the sound goes on, and only then', () => {
  const hold = pictureHold(90_000);
  hold.note(unit('video', 0));
  hold.note(unit('video', 33, false));
  const repeated: MediaUnit[] = [];
  for (let nowMs = 40; nowMs <= 4_000; nowMs += 40) {
    hold.note(unit('audio', nowMs));
    const next = hold.next(nowMs);
    if (next) repeated.push(next);
  }

  expect(repeated).toHaveLength(6);
  expect(repeated[0]?.atMs).toBeGreaterThan(HOLD_AFTER_MS / 2);
  for (const [at, { bytes, timestamp, isKey, atMs }] of repeated.entries()) {
    expect(packetStarts(bytes).map((start) => parseRtpPacket(bytes.subarray(start))?.timestamp)).toEqual([timestamp]);
    expect(timestamp).toBe(Math.round(atMs * 90));
    expect(isKey).toBe(true);
    expect(atMs).toBeGreaterThan(repeated[at - 1]?.atMs ?? 33);
  }
  expect(hold.next(5_000)).toBeUndefined();
});

test('pictureHold() leaves out a picture that lies before one already repeated', () => {
  const hold = pictureHold(90_000);
  hold.note(unit('video', 0));
  hold.note(unit('audio', 2_000));
  expect(hold.next(2_000)?.atMs).toBe(1_600);

  expect(hold.note(unit('video', 1_500))).toBe(false);
  expect(hold.note(unit('video', 2_010))).toBe(true);
});
