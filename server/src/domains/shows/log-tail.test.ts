import { type log, MAX_RESUME_ENTRIES, type shows } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseTail, type HeldLog, type LogPosition } from './log-tail.ts';

const entry = (seq: number): log.LogEntry => ({
  seq,
  at: '2026-01-01T00:00:00.000Z',
  programmeMs: 0,
  kind: 'show.hostBack',
  body: {},
});
const heldOf = (top: number, firstSeq = 1): HeldLog => ({
  epoch: 'one',
  top,
  entries: Array.from({ length: top - firstSeq + 1 }, (_, at) => entry(firstSeq + at)),
});

/** Asks until nothing more follows, as a client does. */
function readAll(held: HeldLog, position: LogPosition | null): { seqs: number[]; tails: shows.LogTail[] } {
  const tails: shows.LogTail[] = [];
  for (let at = position; ; ) {
    const tail = chooseTail(held, at);
    if (!tail) throw new Error('older than what is held');
    tails.push(tail);
    const last = tail.entries.at(-1)?.seq;
    if (!tail.hasMore || last === undefined) break;
    at = { epoch: tail.epoch, seq: last };
  }
  return { tails, seqs: tails.flatMap(({ entries }) => entries.map(({ seq }) => seq)) };
}

test('[RS1] chooseTail() gives all that comes after a position, each once and in order, in parts of at most 500', () => {
  fc.assert(
    fc.property(fc.nat(1_800), fc.nat(1_800), (top, seq) => {
      fc.pre(seq <= top);
      const { seqs, tails } = readAll(heldOf(top), { epoch: 'one', seq });

      expect(seqs).toEqual(Array.from({ length: top - seq }, (_, at) => seq + 1 + at));
      expect(tails.every(({ entries, isReset }) => !isReset && entries.length <= MAX_RESUME_ENTRIES)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('[RS2] chooseTail() begins anew for a position of another epoch and says so', () => {
  expect(chooseTail(heldOf(2), { epoch: 'other', seq: 2 })).toEqual({
    epoch: 'one',
    top: 2,
    isReset: true,
    entries: [entry(1), entry(2)],
    hasMore: false,
  });
});

test('[RS2] chooseTail() begins anew for a position beyond the top', () => {
  expect(chooseTail(heldOf(2), { epoch: 'one', seq: 3 })).toMatchObject({
    isReset: true,
    entries: [{ seq: 1 }, { seq: 2 }],
  });
});

test('[RS1] chooseTail() gives a newcomer everything without calling it a reset', () => {
  expect(chooseTail(heldOf(1), null)).toMatchObject({ isReset: false, entries: [{ seq: 1 }], hasMore: false });
});

test('[RS4] chooseTail() leaves what is older than memory to the database', () => {
  expect(chooseTail(heldOf(20, 11), { epoch: 'one', seq: 9 })).toBeUndefined();
  expect(chooseTail(heldOf(20, 11), { epoch: 'one', seq: 10 })?.entries).toHaveLength(10);
});
