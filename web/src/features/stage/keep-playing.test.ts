import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepPlaying } from './keep-playing.ts';

type State = { paused: boolean; readyState: number; ended: boolean };

/** A player whose state the test decides: nothing plays here. */
function given(play: () => Promise<void> = () => Promise.resolve()) {
  const state: State = { paused: false, readyState: 4, ended: false };
  const video = document.createElement('video');
  for (const name of ['paused', 'readyState', 'ended'] as const)
    Object.defineProperty(video, name, { get: () => state[name] });
  const played = vi.fn(() => {
    state.paused = false;
    return play();
  });
  video.play = played;
  const blocked = vi.fn<(isBlocked: boolean) => void>();
  const stop = keepPlaying(video, blocked);
  stops.push(stop);
  const pause = async (changes: Partial<State> = {}) => {
    Object.assign(state, { paused: true }, changes);
    video.dispatchEvent(new Event('pause'));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { played, blocked, pause, stop };
}

let isHidden = false;
const stops: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  isHidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('what the browser paused plays on', async () => {
  const { blocked, pause, played } = given();
  await pause();
  expect([played.mock.calls.length, blocked.mock.calls]).toEqual([1, [[false]]]);
  await vi.advanceTimersByTimeAsync(5_000);
  await pause();
  expect(played).toHaveBeenCalledTimes(2);
});

test('what is paused again at once was meant, and asks for a tap', async () => {
  const { blocked, pause, played } = given();
  await pause();
  await vi.advanceTimersByTimeAsync(4_999);
  await pause();
  expect([played.mock.calls.length, blocked.mock.lastCall]).toEqual([1, [true]]);
});

test('a hidden page waits until it is seen', async () => {
  const { pause, played } = given();
  isHidden = true;
  await pause();
  expect(played).not.toHaveBeenCalled();
  isHidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  expect(played).toHaveBeenCalledTimes(1);
});

test('what is over, or has nothing to play, stays', async () => {
  const { pause, played, stop } = given();
  await pause({ ended: true });
  await pause({ ended: false, readyState: 0 });
  stop();
  await pause({ readyState: 4 });
  expect(played).not.toHaveBeenCalled();
});

test('only a refusal asks for a tap: a newer source interrupts the older', async () => {
  const failing = (name: string) => given(() => Promise.reject(new DOMException('no', name)));
  const interrupted = failing('AbortError');
  await interrupted.pause();
  expect(interrupted.blocked).not.toHaveBeenCalled();
  const refused = failing('NotAllowedError');
  await refused.pause();
  expect(refused.blocked).toHaveBeenLastCalledWith(true);
});
