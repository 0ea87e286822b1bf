/** A piece of the wall clock, in ms. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** How much of a span these cover together, each moment counted once. */
export function coveredMs(of: Span, by: readonly Span[]): number {
  let total = 0;
  let { fromMs } = of;
  for (const span of by.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const toMs = Math.min(span.toMs, of.toMs);
    total += Math.max(0, toMs - Math.max(span.fromMs, fromMs));
    fromMs = Math.max(fromMs, toMs);
  }
  return total;
}
