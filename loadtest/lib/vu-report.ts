/** Times by moment: for each `at` a histogram, bucket → count. `at` is a seq or a second of the run. */
export type Series = Record<string, Record<string, number>>;

/** What one virtual user saw, printed as one line when its sockets are closed. */
export type VuReport = {
  readonly vu: number;
  readonly sockets: number;
  readonly firstMin: number;
  readonly firstMax: number;
  readonly lastMin: number;
  readonly lastMax: number;
  readonly gaps: number;
  readonly doubles: number;
  readonly series: Record<string, Series>;
};
