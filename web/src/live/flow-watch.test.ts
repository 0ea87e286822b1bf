import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FlowWatch, toArrived } from './flow-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openWatch() {
  const line = { audioPackets: 0, videoFrames: 0, audio: true, video: true, expectsPicture: true, isThere: true };
  const watch = FlowWatch.open({
    nowMs: () => Date.now(),
    expectsPicture: () => line.expectsPicture,
    readArrived: async () => (line.isThere ? { audioPackets: line.audioPackets, videoFrames: line.videoFrames } : null),
  });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      if (line.audio) line.audioPackets += 5;
      if (line.video) line.videoFrames += 3;
      await vi.advanceTimersByTimeAsync(100);
    }
  };
  return { flow: () => watch.flow.get(), line, pass, watch };
}

test('flow names the sound while it goes on alone, and all again with the next frame', async () => {
  const { flow, line, pass } = openWatch();
  await pass(3_000);
  line.video = false;
  await pass(1_200);
  expect(flow()).toBe('full');
  await pass(1_000);
  expect(flow()).toBe('sound');
  line.video = true;
  await pass(600);
  expect(flow()).toBe('full');
});

test('flow says nothing comes once sound and picture stand', async () => {
  const { flow, line, pass } = openWatch();
  await pass(1_000);
  Object.assign(line, { audio: false, video: false });
  await pass(3_000);
  expect(flow()).toBe('nothing');
});

test('flow is silent about a picture that has not begun, that she does not want, and one of another line', async () => {
  const { flow, line, pass } = openWatch();
  line.video = false;
  await pass(5_000);
  expect(flow()).toBe('full');
  line.video = true;
  await pass(1_000);
  Object.assign(line, { video: false, expectsPicture: false });
  await pass(5_000);
  expect(flow()).toBe('full');
  Object.assign(line, { expectsPicture: true, isThere: false });
  await pass(5_000);
  expect(flow()).toBe('full');
});

test('flow gives a page that slept the time to see its picture move again', async () => {
  const { flow, line, pass } = openWatch();
  await pass(1_000);
  Object.assign(line, { audio: false, video: false });
  vi.setSystemTime(Date.now() + 60_000);
  await pass(1_000);
  expect(flow()).toBe('full');
  await pass(1_500);
  expect(flow()).toBe('nothing');
});

test('toArrived() adds up what came in, and leaves the rest of a report alone', () => {
  const report = [
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 50, framesDecoded: 9 },
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 700, framesDecoded: 30 },
    { type: 'transport', packetsReceived: 900 },
  ];
  expect(toArrived(report)).toEqual({ audioPackets: 50, videoFrames: 30 });
});
