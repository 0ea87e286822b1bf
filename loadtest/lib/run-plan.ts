/** What the runner tells k6: one run, whole. Times are in ms, counts are of the whole school. */
export type RunPlan = {
  readonly url: string;
  readonly showId: string;
  readonly materialId: string;
  /** A file with the sessions of the school, one token per shopkeeper. */
  readonly tokensFile: string;
  readonly summaryFile: string;
  readonly shopkeepers: number;
  readonly virtualUsers: number;
  readonly drops: number;
  /** Over how long the school comes in. */
  readonly rampMs: number;
  /** After so long a run is over, whatever is missing. */
  readonly deadlineMs: number;
  readonly sendsReceipts: boolean;
  /** Judge times too, and not only counts. */
  readonly judgesTimes: boolean;
  /** Close every socket once, this long after its drops began: a break without a death. */
  readonly breakAfterDrops: number | null;
  /** chat-storm: how many talk within the limits, how many beyond, and how often each one does. */
  readonly talkers: number;
  readonly loudTalkers: number;
  readonly messagesEach: number;
  /** forwarding-burst: within how long she forwards after the drop, and the part whose link somebody opens. */
  readonly forwardWithinMs: number;
  readonly visitedPart: number;
  /** sign-in: names and the one password of accounts that may sign in. */
  readonly accountNames: readonly string[];
  readonly password: string;
};

/** The scenarios, by the names of their files. */
export const scenarioNames = [
  'drop-fanout',
  'reconnect-wave',
  'forwarding-burst',
  'chat-storm',
  'lobby-rush',
  'sign-in',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];
