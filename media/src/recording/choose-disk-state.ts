export type DiskFigures = { readonly freeBytes: number; readonly totalBytes: number };
/** `low`: somebody should make room. `full`: nothing is recorded. `tight`: too little to begin again after `full`. */
export type DiskState = 'roomy' | 'low' | 'tight' | 'full';

const GIBIBYTE = 1024 ** 3;
const MIN_FREE_BYTES = 2 * GIBIBYTE;
const MIN_FREE_SHARE = 0.05;
const LOW_SHARE = 0.15;
/** Above the limit by so much it begins again, or it would stop and begin with every file that somebody removes. */
const BEGIN_AGAIN_FACTOR = 1.25;

/** How much room there is; `minFreeBytes` names a limit of one's own instead of 2 GiB and 5 %. */
export function chooseDiskState({ freeBytes, totalBytes }: DiskFigures, minFreeBytes: number | undefined): DiskState {
  const limitBytes = minFreeBytes ?? Math.max(MIN_FREE_BYTES, totalBytes * MIN_FREE_SHARE);
  if (freeBytes < limitBytes) return 'full';
  if (freeBytes < limitBytes * BEGIN_AGAIN_FACTOR) return 'tight';
  return freeBytes < totalBytes * LOW_SHARE ? 'low' : 'roomy';
}
