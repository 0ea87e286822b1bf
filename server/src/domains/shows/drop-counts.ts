import type { drops, MaterialId } from '@shoal/contract';
import type { DropRecord } from './drops.store.ts';
import type { Mark } from './receipts.store.ts';

export type CountParts = {
  drops: readonly DropRecord[];
  /** How many people stand at each applied seq. */
  applied: readonly { appliedSeq: number; people: number }[];
  marks: readonly { dropSeq: number; mark: Mark; people: number }[];
  forwarded: ReadonlyMap<MaterialId, number>;
};

/** The counts of every drop. Received is a prefix: all who stand at its seq or beyond [RC2]. */
export function toDropCounts({ applied, drops, forwarded, marks }: CountParts): drops.DropCounts[] {
  const marked = new Map(marks.map(({ dropSeq, mark, people }) => [`${dropSeq} ${mark}`, people]));
  const farthestFirst = applied.toSorted((a, b) => b.appliedSeq - a.appliedSeq);
  let received = 0;
  let next = 0;
  return drops
    .toSorted((a, b) => b.seq - a.seq)
    .map(({ materialId, seq }) => {
      for (let at = farthestFirst[next]; at && at.appliedSeq >= seq; at = farthestFirst[next]) {
        received += at.people;
        next += 1;
      }
      return {
        dropSeq: seq,
        received,
        seen: marked.get(`${seq} seen`) ?? 0,
        saved: marked.get(`${seq} saved`) ?? 0,
        forwarded: forwarded.get(materialId) ?? 0,
      };
    })
    .reverse();
}
