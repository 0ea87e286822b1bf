import { mediaNode } from '@shoal/contract';
import { expect, test } from 'vitest';
import { leaseBook } from './lease-book.ts';

const viewer = mediaNode.PeerId.parse('viewer');
const host = mediaNode.PeerId.parse('host');

function openBook() {
  const clock = { nowMs: 1_000_000 };
  const book = leaseBook(() => clock.nowMs);
  book.setConnected(true);
  book.open(viewer, 'viewer');
  book.open(host, 'publisher');
  return { book, pass: (ms: number) => (clock.nowMs += ms) };
}

test('findExpired() names a viewer after 45 s and a publisher after 120 s without renewal', () => {
  const { book, pass } = openBook();
  pass(44_999);
  expect(book.findExpired()).toEqual([]);
  pass(1);
  expect(book.findExpired()).toEqual([viewer]);
  pass(75_000);
  expect(book.findExpired()).toEqual([viewer, host]);
});

test('findExpired() does not count the time in which the server is away', () => {
  const { book, pass } = openBook();
  pass(40_000);
  book.setConnected(false);
  pass(3_600_000);
  expect(book.findExpired()).toEqual([]);
  book.setConnected(true);
  pass(4_999);
  expect(book.findExpired()).toEqual([]);
  pass(1);
  expect(book.findExpired()).toEqual([viewer]);
});

test('renew() starts a lease anew, and only of peers that are there', () => {
  const { book, pass } = openBook();
  pass(40_000);
  book.renew([viewer, mediaNode.PeerId.parse('stranger')]);
  pass(40_000);
  expect(book.findExpired()).toEqual([]);
  book.close(viewer);
  pass(1_000_000);
  expect(book.findExpired()).toEqual([host]);
});
