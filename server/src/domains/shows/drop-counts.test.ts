import type { MaterialId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDropCounts } from './drop-counts.ts';

const materialId = 'm' as MaterialId;
const dropAt = (seq: number) => ({ seq, materialId, recallSeq: null });

test('[RC2] toDropCounts() counts as received all who applied the drop or anything after it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
      fc.array(fc.nat(45), { maxLength: 60 }),
      (dropSeqs, appliedSeqs) => {
        const applied = [...Map.groupBy(appliedSeqs, (seq) => seq)].map(([appliedSeq, { length }]) => ({
          appliedSeq,
          people: length,
        }));

        const counts = toDropCounts({ drops: dropSeqs.map(dropAt), applied, marks: [], forwarded: new Map() });

        for (const { dropSeq, received } of counts) {
          expect(received).toBe(appliedSeqs.filter((seq) => seq >= dropSeq).length);
        }
        expect(counts.map(({ dropSeq }) => dropSeq)).toEqual(dropSeqs.toSorted((a, b) => a - b));
      },
    ),
  );
});

test('toDropCounts() counts seen, saved and forwarded each for itself', () => {
  const counts = toDropCounts({
    drops: [dropAt(3)],
    applied: [],
    marks: [
      { dropSeq: 3, mark: 'seen', people: 4 },
      { dropSeq: 3, mark: 'saved', people: 2 },
    ],
    forwarded: new Map([[materialId, 5]]),
  });

  expect(counts).toEqual([{ dropSeq: 3, received: 0, seen: 4, saved: 2, forwarded: 5 }]);
});
