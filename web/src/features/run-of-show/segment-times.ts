export type SegmentChange = { seq: number; segmentId: string; programmeMs: number };

/** How long each segment has been on, in programme time. The last one is on until `nowMs`. */
export function toSpentMs(changes: readonly SegmentChange[], nowMs: number): ReadonlyMap<string, number> {
  const spent = new Map<string, number>();
  changes.forEach((change, index) => {
    const untilMs = changes[index + 1]?.programmeMs ?? nowMs;
    const spanMs = Math.max(0, untilMs - change.programmeMs);
    spent.set(change.segmentId, (spent.get(change.segmentId) ?? 0) + spanMs);
  });
  return spent;
}
