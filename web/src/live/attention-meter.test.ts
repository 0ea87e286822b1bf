import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AttentionMeter } from './attention-meter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const player = { currentTime: 0 };
  const state = { isVisible: true, totalMs: 0, player };
  const meter = AttentionMeter.open({
    isVisible: () => state.isVisible,
    nowMs: Date.now,
    onAttentive: (ms) => {
      state.totalMs += ms;
    },
  });
  const pass = (seconds: number, isPlaying: boolean) => {
    for (let second = 0; second < seconds; second += 1) {
      if (isPlaying) player.currentTime += 1;
      vi.advanceTimersByTime(1_000);
    }
  };
  meter.follow(player);
  return { meter, pass, state };
}

test('[AK6] only what plays on a visible page counts', () => {
  const { meter, pass, state } = open();
  pass(5, true);
  expect(state.totalMs).toBe(5_000);
  pass(5, false); // The socket is open, the picture hangs.
  expect(state.totalMs).toBe(5_000);
  state.isVisible = false;
  pass(5, true);
  expect(state.totalMs).toBe(5_000);
  meter.close();
});

test('[AK6] who taps is there for a moment, also while her picture hangs', () => {
  const { meter, pass, state } = open();
  meter.noteAct();
  pass(30, false);
  expect(state.totalMs).toBe(9_000);
  meter.close();
});

test('[AK6] a timer that slept adds no more than its tick', () => {
  const { meter, state } = open();
  state.player.currentTime = 600;
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(1_000);
  expect(state.totalMs).toBe(2_000);
  meter.close();
});
