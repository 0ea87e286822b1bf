import { performance } from 'node:perf_hooks';

/** When each client got each entry, on this process's clock. */
export type Arrivals = {
  note(seq: number): void;
  /** Milliseconds in the order of arrival; empty while nobody has it. */
  of(seq: number): Float64Array;
  /** Forgets all, so that a long run stays small. */
  clear(): void;
};

type Row = { times: Float64Array; count: number };

/** An empty book for so many clients. */
export function createArrivals(clients: number): Arrivals {
  const rows = new Map<number, Row>();
  return {
    note(seq) {
      let row = rows.get(seq);
      if (!row) {
        row = { times: new Float64Array(clients), count: 0 };
        rows.set(seq, row);
      }
      row.times[row.count] = performance.now();
      row.count += 1;
    },
    of: (seq) => {
      const row = rows.get(seq);
      return row ? row.times.subarray(0, row.count) : new Float64Array();
    },
    clear: () => rows.clear(),
  };
}
