/** So many losses of the recorded layer… */
const LOSSES = 2;
/** …within this time mean that the host's line cannot carry it. */
const WITHIN_MS = 60_000;

/** Which simulcast layer a recording takes; 0 is the smallest picture. */
export type LayerRule = {
  readonly preferred: number;
  /** What comes out of the router now; undefined while nothing does. @returns whether another layer is preferred now. */
  note: (current: number | undefined, nowMs: number) => boolean;
};

/**
 * The largest picture, since a recording is watched for longer than a show lasts. Where the host's line loses it again
 * and again the next smaller one, for as long as she publishes: each loss is a hole and another picture size.
 */
export function layerRule(layers: number): LayerRule {
  let preferred = layers - 1;
  let before: number | undefined;
  let losses: number[] = [];
  return {
    get preferred() {
      return preferred;
    },
    note(current, nowMs) {
      const wasLost = before === preferred && current !== preferred;
      before = current;
      if (!wasLost || preferred === 0) return false;
      losses = [...losses.filter((atMs) => nowMs - atMs < WITHIN_MS), nowMs];
      if (losses.length < LOSSES) return false;
      losses = [];
      preferred -= 1;
      return true;
    },
  };
}
