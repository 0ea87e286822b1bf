import { expect, test } from 'vitest';
import { programmeClock } from './programme-clock.ts';

const rates = { video: 90_000, audio: 48_000 };
const START_MS = 1_000_000;

test('programmeClock() places sound by the sender’s reports, whatever the way to us did', () => {
  const clock = programmeClock(rates);
  // Captured at the same moment, sound arrives 80 ms before the picture.
  clock.noteArrival('audio', 5_000, START_MS);
  clock.noteArrival('video', 900_000, START_MS + 80);
  clock.noteSenderReport('video', { timestamp: 900_000, ntpMs: 50_000 });
  clock.noteSenderReport('audio', { timestamp: 5_000, ntpMs: 50_000 });

  expect(clock.isSettled()).toBe(true);
  expect(clock.toMs('video', 900_000)).toBe(START_MS + 80);
  expect(clock.toMs('audio', 5_000)).toBeCloseTo(START_MS + 80);
});

test('programmeClock() places sound by the fastest arrivals while there are no reports', () => {
  const clock = programmeClock(rates);
  for (let frame = 0; frame < 50; frame += 1) {
    const lateMs = frame % 5 === 0 ? 0 : 40;
    clock.noteArrival('video', frame * 3_000, START_MS + (frame * 100) / 3 + lateMs);
    clock.noteArrival('audio', frame * 1_600, START_MS + (frame * 100) / 3 + 20);
  }
  expect(clock.isSettled()).toBe(false);
  expect(clock.toMs('audio', 0)).toBeCloseTo(START_MS + 20, 0);
});

test('programmeClock() moves an encoder’s sound in small steps, and one wild report not at all', () => {
  const clock = programmeClock(rates);
  clock.noteArrival('video', 0, START_MS);
  clock.noteArrival('audio', 0, START_MS);
  for (let second = 0; second < 5; second += 1) {
    clock.noteSenderReport('video', { timestamp: second * 90_000, ntpMs: second * 1_000 });
    clock.noteSenderReport('audio', { timestamp: second * 48_000, ntpMs: second * 1_000 });
  }
  clock.startSlewing();

  clock.noteSenderReport('audio', { timestamp: 5 * 48_000, ntpMs: 5_100 });
  expect(clock.toMs('audio', 0)).toBeCloseTo(START_MS);

  for (let second = 6; second < 12; second += 1) {
    clock.noteSenderReport('audio', { timestamp: second * 48_000, ntpMs: second * 1_000 + 30 });
  }
  const shiftMs = (clock.toMs('audio', 0) ?? 0) - START_MS;
  expect(shiftMs).toBeGreaterThan(0);
  expect(shiftMs).toBeLessThanOrEqual(12);
});

test('programmeClock() does not believe reports that disagree wildly with the arrivals', () => {
  const clock = programmeClock(rates);
  clock.noteArrival('video', 0, START_MS);
  clock.noteArrival('audio', 0, START_MS + 10);
  clock.noteSenderReport('video', { timestamp: 0, ntpMs: 0 });
  clock.noteSenderReport('audio', { timestamp: 0, ntpMs: 60_000 });
  expect(clock.toMs('audio', 0)).toBeCloseTo(START_MS + 10);
});

test('programmeClock() goes on across the end of the RTP timestamps', () => {
  const clock = programmeClock(rates);
  clock.noteArrival('video', 0xffff_ffff - 44_999, START_MS);
  clock.noteArrival('video', 45_000, START_MS + 1_000);
  expect(clock.toMs('video', 45_000)).toBeCloseTo(START_MS + 1_000, 1);
});
