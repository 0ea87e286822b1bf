import { expect, test } from 'vitest';
import { keyFrameWatch, UNANSWERED_MS } from './key-frame-watch.ts';

/** Asks at 0 and sends a packet each 100 ms from then on. */
function send(untilMs: number, isKey: (atMs: number) => boolean = () => false) {
  const watch = keyFrameWatch();
  watch.noteAsked(0);
  for (let atMs = 0; atMs <= untilMs; atMs += 100) watch.notePacket(() => isKey(atMs), atMs);
  return watch;
}

test('keyFrameWatch() says when a host that sends all the while did not answer, and stays with it', () => {
  const watch = send(UNANSWERED_MS);
  expect(watch.isIgnored(UNANSWERED_MS - 1)).toBe(false);
  expect(watch.isIgnored(UNANSWERED_MS)).toBe(true);
  watch.notePacket(() => true, UNANSWERED_MS + 100);
  expect(watch.isIgnored(UNANSWERED_MS + 100)).toBe(true);
});

test('keyFrameWatch() takes any key frame for an answer, and begins anew with the next request', () => {
  const watch = send(2_000, (atMs) => atMs === 1_900);
  watch.noteAsked(2_000);
  watch.notePacket(() => false, 4_000);
  expect(watch.isIgnored(4_100)).toBe(false);
});

test('keyFrameWatch() blames no host whose packets do not come', () => {
  expect(send(1_000).isIgnored(10_000)).toBe(false);
  const silent = keyFrameWatch();
  silent.noteAsked(0);
  silent.notePacket(() => false, 9_900);
  expect(silent.isIgnored(10_000)).toBe(false);
});
