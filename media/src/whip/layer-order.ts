const LADDERS = [
  ['q', 'h', 'f'],
  ['l', 'm', 'h'],
  ['low', 'mid', 'high'],
  ['low', 'medium', 'high'],
  ['lo', 'mid', 'hi'],
] as const;

/**
 * Simulcast streams from the smallest to the largest, as mediasoup counts layers. Names that are in use say it
 * themselves; others stand in the order that browsers ask for, which is rising.
 */
export function orderLayers(rids: readonly string[]): string[] {
  // OBS numbers its streams, and 0 is the picture that it shows; the ones that it makes smaller follow.
  if (rids.every((rid) => /^\d$/.test(rid))) return rids.toSorted().toReversed();
  const ladder = LADDERS.find((names) => rids.every((rid) => names.some((name) => name === rid.toLowerCase())));
  if (!ladder) return [...rids];
  const rank = (rid: string) => (ladder as readonly string[]).indexOf(rid.toLowerCase());
  return rids.toSorted((a, b) => rank(a) - rank(b));
}
