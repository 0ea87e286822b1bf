import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FlowWatch, toArrived } from './flow-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openWatch() {
  const counts = { audioPackets: 0, samples: 0, concealed: 0, videoFrames: 0 };
  const line = { audio: true, video: true, isBroken: false, expectsPicture: true, isThere: true };
  const told: boolean[] = [];
  const watch = FlowWatch.open({
    nowMs: () => Date.now(),
    expectsPicture: () => line.expectsPicture,
    onTight: (isTight) => told.push(isTight),
    readArrived: async () => (line.isThere ? { ...counts } : null),
  });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      counts.samples += 4_800;
      if (line.audio) counts.audioPackets += 5;
      if (line.isBroken || !line.audio) counts.concealed += 3_600;
      if (line.video) counts.videoFrames += 3;
      await vi.advanceTimersByTimeAsync(100);
    }
  };
  return { flow: () => watch.flow.get(), line, pass, told };
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

test('flow gives the sound the whole line while it breaks up, and says so until a picture is back', async () => {
  const { flow, line, pass, told } = openWatch();
  await pass(2_000);
  Object.assign(line, { isBroken: true, video: false });
  await pass(2_400);
  expect(told).toEqual([true]);
  line.isBroken = false;
  await pass(9_000);
  expect(flow()).toBe('sound');
  await pass(1_500);
  expect(told).toEqual([true, false]);
  expect(flow()).toBe('sound');
  line.video = true;
  await pass(800);
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
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 50, totalSamplesReceived: 480, concealedSamples: 48 },
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 700, framesDecoded: 30 },
    { type: 'transport', packetsReceived: 900 },
  ];
  expect(toArrived(report)).toEqual({ audioPackets: 50, samples: 480, concealed: 48, videoFrames: 30 });
});
