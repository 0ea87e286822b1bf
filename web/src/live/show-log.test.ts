import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dropped, recalled, wentLive } from '../testing/log-entries.ts';
import {
  emptyLog,
  findMissingFrom,
  type LogTail,
  markMissed,
  receiveEntry,
  receiveHeartbeat,
  receiveTail,
  type ShowLog,
} from './show-log.ts';

type Entry = LogTail['entries'][number];

const EPOCH = 'e1';
/** `npm run prove -- duplicates` sets PROOF_SIZE. */
const PROOF_RUNS = process.env.PROOF_SIZE === 'long' ? 10_000 : 300;
const script = (length: number): Entry[] =>
  Array.from({ length }, (_, index) => (index === 0 ? wentLive(1) : dropped(index + 1)));

/** A server's answer, at most `page` entries of it. */
const tailOf = (all: readonly Entry[], position: { epoch: string; seq: number } | null, page = 500): LogTail => {
  const isReset = position !== null && position.epoch !== EPOCH;
  const after = all.slice(isReset || position === null ? 0 : position.seq);
  return { epoch: EPOCH, top: all.length, isReset, entries: after.slice(0, page), hasMore: after.length > page };
};
const entered = (entries: readonly Entry[]): ShowLog => receiveTail(emptyLog, tailOf(entries, null), 'entering');
const dropSeqs = (log: ShowLog) => log.story.drops.map((drop) => drop.seq);

test('[LG] any loss, doubling and shuffling of broadcasts gives each entry once and in order', () => {
  const deliveries = fc.array(fc.nat({ max: 59 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      deliveries,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      (order, joinedAt, page) => {
        const all = script(60);
        let log = receiveTail(emptyLog, tailOf(all.slice(0, joinedAt), null, page), 'entering');
        const applied: number[] = dropSeqs(log);
        for (const index of order) {
          const entry = all[index];
          if (entry) log = receiveEntry(log, { epoch: EPOCH, entry });
          const now = dropSeqs(log);
          expect(now.slice(0, applied.length)).toEqual(applied); // What was shown stays where it was.
          applied.splice(0, applied.length, ...now);
        }
        log = receiveHeartbeat(log, { epoch: EPOCH, top: all.length });
        for (let missing = findMissingFrom(log), asked = 0; missing; missing = findMissingFrom(log)) {
          log = receiveTail(log, tailOf(all, missing, page), 'gap');
          asked += 1;
          expect(asked).toBeLessThan(100);
        }
        expect(log.lastSeq).toBe(60);
        expect(dropSeqs(log)).toEqual(all.slice(1).map((entry) => entry.seq));
        expect(log.held.size).toBe(0);
      },
    ),
    { numRuns: PROOF_RUNS },
  );
}, 120_000);

test('[LG] each entry once, twice or ten times, all shuffled, is applied once and in order without asking', () => {
  const LENGTH = 40;
  const times = fc.array(fc.constantFrom(1, 2, 10), { minLength: LENGTH, maxLength: LENGTH });
  const shuffled = times.chain((counts) => {
    const deliveries = counts.flatMap((count, index) => Array<number>(count).fill(index));
    return fc.shuffledSubarray(deliveries, { minLength: deliveries.length });
  });
  fc.assert(
    fc.property(shuffled, (order) => {
      const all = script(LENGTH);
      let log = entered([]);
      let last = 0;
      for (const index of order) {
        const entry = all[index];
        if (entry) log = receiveEntry(log, { epoch: EPOCH, entry });
        expect(log.lastSeq).toBeGreaterThanOrEqual(last);
        last = log.lastSeq;
      }
      expect(dropSeqs(log)).toEqual(all.slice(1).map((entry) => entry.seq));
      expect([log.lastSeq, log.held.size, log.skipped]).toEqual([LENGTH, 0, 0]);
      expect(findMissingFrom(log)).toBeNull();
    }),
    { numRuns: PROOF_RUNS },
  );
}, 120_000);

test('[LG] an entry from beyond a gap is held and the gap is named', () => {
  const log = receiveEntry(entered(script(2)), { epoch: EPOCH, entry: dropped(4) });
  expect(dropSeqs(log)).toEqual([2]);
  expect(findMissingFrom(log)).toEqual({ epoch: EPOCH, seq: 2 });
  const filled = receiveTail(
    log,
    { epoch: EPOCH, top: 4, isReset: false, hasMore: false, entries: [dropped(3)] },
    'gap',
  );
  expect(dropSeqs(filled)).toEqual([2, 3, 4]);
  expect(findMissingFrom(filled)).toBeNull();
});

test('[LG] another epoch keeps what is shown until its tail replaces everything', () => {
  const log = receiveEntry(entered(script(3)), { epoch: 'e2', entry: dropped(1) });
  expect(dropSeqs(log)).toEqual([2, 3]);
  expect(findMissingFrom(log)).toEqual({ epoch: EPOCH, seq: 3 });
  const reset = receiveTail(log, { epoch: 'e2', top: 1, isReset: true, hasMore: false, entries: [dropped(1)] }, 'gap');
  expect(reset.epoch).toBe('e2');
  expect(dropSeqs(reset)).toEqual([1]);
  expect(findMissingFrom(reset)).toBeNull();
});

test('[LG] a heartbeat with a higher top asks for the rest, one with the same top does not', () => {
  const log = entered(script(3));
  expect(findMissingFrom(receiveHeartbeat(log, { epoch: EPOCH, top: 3 }))).toBeNull();
  expect(findMissingFrom(receiveHeartbeat(log, { epoch: EPOCH, top: 5 }))).toEqual({ epoch: EPOCH, seq: 3 });
});

test('[LG] an unknown kind counts as applied and is counted as skipped', () => {
  // A newer server may send this; the type of this build does not have it.
  const unknown = { ...wentLive(2), kind: 'quiz.opened' } as unknown as Entry;
  const log = receiveEntry(entered(script(1)), { epoch: EPOCH, entry: unknown });
  expect(log).toMatchObject({ lastSeq: 2, skipped: 1 });
  expect(dropSeqs(receiveEntry(log, { epoch: EPOCH, entry: dropped(3) }))).toEqual([3]);
});

test('receiveTail() marks what came while she was away, only when she returns', () => {
  const before = entered(script(3));
  const all = script(5);
  expect(receiveTail(before, tailOf(all, { epoch: EPOCH, seq: 3 }), 'returning').story.missed).toEqual({
    afterSeq: 3,
    untilSeq: 5,
    count: 2,
  });
  expect(receiveTail(before, tailOf(all, { epoch: EPOCH, seq: 3 }), 'gap').story.missed).toBeNull();
  expect(markMissed(entered(all), 4).story.missed).toMatchObject({ afterSeq: 4, count: 1 });
  expect(markMissed(entered(all), 5).story.missed).toBeNull();
});

test('a recall marks its drop and leaves the others', () => {
  const log = receiveEntry(entered(script(3)), { epoch: EPOCH, entry: recalled(4, 2) });
  expect(log.story.drops.map((drop) => drop.isRecalled)).toEqual([true, false]);
});

test('broadcasts before the room was entered change nothing', () => {
  expect(receiveEntry(emptyLog, { epoch: EPOCH, entry: dropped(1) })).toBe(emptyLog);
});
