import { expect, test } from 'vitest';
import { deltaPayload, fuEnd, fuMiddle, fuStart, keyPayload, rtp } from '../testing/rtp.ts';
import { inspectH264Frame } from './h264-frame.ts';
import { REORDER_WAIT_MS } from './reorder-buffer.ts';
import { type GatedFrame, videoGate } from './video-gate.ts';

function openGate(conceals = () => false) {
  const frames: GatedFrame[] = [];
  const asked: number[] = [];
  const gate = videoGate({
    inspect: inspectH264Frame,
    needsParameterSets: true,
    onFrame: (frame) => frames.push(frame),
    onKeyFrameNeeded: () => asked.push(frames.length),
    conceals,
  });
  const push = (sequence: number, payload: readonly number[], frame: number, isMarked = true, nowMs = 0) =>
    gate.push(rtp({ sequence, payload, timestamp: frame * 3_000, isMarked }), nowMs);
  const timestamps = () => frames.map(({ timestamp }) => timestamp / 3_000);
  return { gate, frames, asked, push, timestamps };
}

test('videoGate() lets nothing through before the first key frame', () => {
  const { push, timestamps } = openGate();
  push(1, deltaPayload, 0);
  push(2, keyPayload(), 1);
  push(3, deltaPayload, 2);
  expect(timestamps()).toEqual([1, 2]);
});

test('videoGate() puts packets that overtook each other back in order, also across the end of the numbers', () => {
  const { push, timestamps, frames } = openGate();
  push(65_534, keyPayload(), 0);
  push(0, deltaPayload, 2);
  push(65_535, deltaPayload, 1);
  push(1, deltaPayload, 3);
  expect(timestamps()).toEqual([0, 1, 2, 3]);
  expect(frames.map(({ isKey }) => isKey)).toEqual([true, false, false, false]);
});

test('videoGate() drops everything from a lost packet to the next key frame, and asks for one once', () => {
  const { gate, push, asked, timestamps } = openGate();
  push(1, keyPayload(), 0);
  push(3, deltaPayload, 2);
  push(4, deltaPayload, 3);
  expect(timestamps()).toEqual([0]);

  gate.flush(REORDER_WAIT_MS + 1);
  push(5, deltaPayload, 4);
  push(6, keyPayload(), 5);
  push(7, deltaPayload, 6);

  expect(timestamps()).toEqual([0, 5, 6]);
  expect(asked).toEqual([1]);
});

test('videoGate() waits for a retransmission that comes in time', () => {
  const { gate, push, asked, timestamps } = openGate();
  push(1, keyPayload(), 0);
  push(3, deltaPayload, 2, true, 10);
  gate.flush(150);
  push(2, deltaPayload, 1, true, 160);
  gate.flush(REORDER_WAIT_MS + 100);
  expect(timestamps()).toEqual([0, 1, 2]);
  expect(asked).toEqual([]);
});

test('videoGate() takes a key frame in fragments as one frame, and refuses one with a hole', () => {
  const { gate, push, timestamps, frames } = openGate();
  push(1, keyPayload(), 0);
  push(2, fuStart, 1, false);
  push(3, fuMiddle, 1, false);
  push(4, fuEnd, 1);
  expect(frames[1]).toMatchObject({ isKey: true, packets: { length: 3 } });

  push(5, fuStart, 2, false);
  push(7, fuEnd, 2);
  gate.flush(REORDER_WAIT_MS + 1);
  expect(timestamps()).toEqual([0, 1]);
});

test('videoGate() tells the parameter sets in force, so that another picture size is seen', () => {
  const { push, frames } = openGate();
  push(1, keyPayload(1), 0);
  push(2, deltaPayload, 1);
  push(3, keyPayload(2), 2);
  const [first, second, third] = frames;
  expect(second?.parameterSets?.sps).toEqual(first?.parameterSets?.sps);
  expect(third?.parameterSets?.sps).not.toEqual(first?.parameterSets?.sps);
});

test('videoGate() starts over when the sender begins a new stream', () => {
  const { gate, push, timestamps } = openGate();
  push(100, keyPayload(), 0);
  gate.push(rtp({ sequence: 5, timestamp: 3_000, payload: deltaPayload, isMarked: true, ssrc: 8 }), 0);
  gate.push(rtp({ sequence: 6, timestamp: 6_000, payload: keyPayload(), isMarked: true, ssrc: 8 }), 0);
  expect(timestamps()).toEqual([0, 2]);
});

test('videoGate() hands on what follows a loss when it is concealed, and stays shut when told to wait', () => {
  const { gate, push, asked, timestamps } = openGate(() => true);
  push(1, keyPayload(), 0);
  push(3, deltaPayload, 2);
  push(4, deltaPayload, 3);
  gate.flush(REORDER_WAIT_MS + 1);
  expect(timestamps()).toEqual([0, 2, 3]);
  expect(asked).toEqual([]);

  gate.shut();
  push(5, deltaPayload, 4);
  push(6, keyPayload(), 5);
  expect(timestamps()).toEqual([0, 2, 3, 5]);
});
