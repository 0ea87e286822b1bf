import { type log, MAX_RESUME_ENTRIES, type ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { createOlderPages } from './older-pages.ts';

const entry = (seq: number) => ({ seq, at: '', programmeMs: 0, kind: 'show.hostBack', body: {} }) as log.LogEntry;

function givenLog(top: number) {
  const reads: number[] = [];
  let isBroken = false;
  const read = createOlderPages({
    listEntriesAfter: async (_showId, { afterSeq, limit }) => {
      reads.push(afterSeq);
      if (isBroken) throw new Error('no database');
      return Array.from({ length: Math.min(limit, top - afterSeq) }, (_, at) => entry(afterSeq + at + 1));
    },
  });
  const breakDown = (broken: boolean) => {
    isBroken = broken;
  };
  return { read, reads, breakDown };
}

test('[RS4] a thousand who come back at positions of their own cost one read for each page', async () => {
  const { read, reads } = givenLog(6_000);
  const [showId, epoch] = [newId<ShowId>(), 'one'];
  const readAll = async (position: number) => {
    const seqs: number[] = [];
    while (position + seqs.length < 1_500) {
      const entries = await read({ showId, epoch, afterSeq: position + seqs.length });
      expect(entries.length).toBeLessThanOrEqual(MAX_RESUME_ENTRIES);
      seqs.push(...entries.map(({ seq }) => seq));
    }
    return seqs;
  };

  const all = await Promise.all(Array.from({ length: 1_000 }, (_, position) => readAll(position)));

  expect(reads.toSorted((a, b) => a - b)).toEqual([0, 500, 1_000]);
  for (const [position, seqs] of all.entries()) {
    expect(seqs).toEqual(Array.from({ length: 1_500 - position }, (_, at) => position + at + 1));
  }
});

test('[RS4] pages of another show or epoch are their own, and few are kept', async () => {
  const { read, reads } = givenLog(20_000);
  const [one, other] = [newId<ShowId>(), newId<ShowId>()];
  await read({ showId: one, epoch: 'one', afterSeq: 0 });
  await read({ showId: other, epoch: 'one', afterSeq: 0 });
  await read({ showId: one, epoch: 'two', afterSeq: 0 });
  expect(reads).toHaveLength(3);

  for (let page = 0; page < 30; page += 1) await read({ showId: one, epoch: 'two', afterSeq: page * 500 });
  await read({ showId: one, epoch: 'one', afterSeq: 0 });

  expect(reads).toHaveLength(3 + 29 + 1);
});

test('[RS4] a page that could not be read is read again for the next who asks', async () => {
  const { breakDown, read } = givenLog(1_000);
  const where = { showId: newId<ShowId>(), epoch: 'one', afterSeq: 3 };
  breakDown(true);
  await expect(read(where)).rejects.toThrow('no database');
  breakDown(false);

  expect((await read(where))[0]?.seq).toBe(4);
});
