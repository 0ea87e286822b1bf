import { expect, test } from 'vitest';
import { WatchTimings } from './watch-timings.ts';

function openTimings() {
  const reports: unknown[] = [];
  const clock = { nowMs: 1_000 };
  const timings = new WatchTimings(
    (start) => reports.push(start),
    () => clock.nowMs,
  );
  const at = (nowMs: number, mark: Parameters<WatchTimings['mark']>[0]) => {
    clock.nowMs = nowMs;
    timings.mark(mark);
  };
  return { at, reports, timings };
}
const direct = { source: 'webrtc', problem: null } as const;

test('a cold start is reported once, step by step', () => {
  const { at, reports, timings } = openTimings();
  at(1_000, 'asked');
  at(1_060, 'answered');
  at(1_130, 'ice');
  at(1_250, 'connected');
  timings.noteFrame(direct, { atMs: 1_330, receivedAtMs: 1_310 });
  timings.noteFrame(direct, { atMs: 1_400, receivedAtMs: 1_400 });

  const steps = { signalling: 60, ice: 70, dtls: 120, keyFrame: 60, firstFrame: 330 };
  expect(reports).toEqual([{ route: 'webrtc', isWarm: false, reason: null, steps }]);
});

test('a warm start has no handshake', () => {
  const { at, reports, timings } = openTimings();
  at(500, 'connected');
  at(1_000, 'asked');
  at(1_055, 'answered');
  at(1_056, 'connected');
  timings.noteFrame(direct, { atMs: 1_100, receivedAtMs: 1_080 });

  const steps = { signalling: 55, ice: null, dtls: null, keyFrame: 25, firstFrame: 100 };
  expect(reports).toEqual([{ route: 'webrtc', isWarm: true, reason: null, steps }]);
});

test('who ends on HLS has waited since she asked first, and it says why', () => {
  const { at, reports, timings } = openTimings();
  at(1_000, 'asked');
  at(1_050, 'answered');
  at(6_000, 'asked');
  timings.noteFrame({ source: 'hls', problem: 'no_route' }, { atMs: 7_000, receivedAtMs: null });

  expect(reports).toMatchObject([{ route: 'hls', reason: 'no_route', steps: { ice: null, firstFrame: 6_000 } }]);
});
