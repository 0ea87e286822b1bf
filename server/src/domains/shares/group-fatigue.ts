/** What a group got and how it answered, in the last 28 days. */
export type GroupHistory = {
  members: number;
  /** When something was forwarded to it. */
  fedAt: readonly Date[];
  /** Visitors that came from it. */
  visitors: number;
};

/** So far back forwards and visitors are looked at. */
export const FATIGUE_WINDOW_MS = 28 * 86_400_000;

/** A day after it came a message weighs half. */
export const HALF_LIFE_MS = 86_400_000;
/** Warned when the next message would make it likelier than this that somebody mutes the group or leaves it. */
export const ACCEPTED_RISK = 0.05;
/** The load that one member bears is Weibull distributed: few leave early, most bear much. */
export const TOLERANCE_SCALE = 20;
export const TOLERANCE_SHAPE = 4;
/** Visitors per message and member that make a group neither keen nor weary. */
export const USUAL_ANSWER_RATE = 0.03;
/** Messages after which what a group did weighs as much as what is usual. */
const PRIOR_MESSAGES = 4;
/** A group that rested two days may always be given something. */
const SMALLEST_BUDGET = 1.25;

/** How much more, or less, than others the members of a group bear, by how they answered: 0.6 to 1.6. */
export function computeKeenness({ fedAt, members, visitors }: GroupHistory): number {
  const expected = USUAL_ANSWER_RATE * members * (fedAt.length + PRIOR_MESSAGES);
  const answered = visitors + USUAL_ANSWER_RATE * members * PRIOR_MESSAGES;
  return Math.min(1.6, Math.max(0.6, Math.sqrt(answered / expected)));
}

/** The load at which the risk that anybody leaves is what is accepted: falls slowly with the members, rises with answers. */
export function computeBudget(history: GroupHistory): number {
  const shareOfTolerance = (-Math.log(1 - ACCEPTED_RISK) / history.members) ** (1 / TOLERANCE_SHAPE);
  return Math.max(SMALLEST_BUDGET, TOLERANCE_SCALE * computeKeenness(history) * shareOfTolerance);
}

/** What still weighs of the messages that a group got. */
export const computeLoad = (fedAt: readonly Date[], now: Date): number =>
  fedAt.reduce((load, at) => load + 0.5 ** ((now.getTime() - at.getTime()) / HALF_LIFE_MS), 0);

/** Until when a group should rest; null when it can be given something now. Advice, never a refusal. */
export function findRestUntil(history: GroupHistory, now: Date): Date | null {
  const room = computeBudget(history) - 1;
  const load = computeLoad(history.fedAt, now);
  return load <= room ? null : new Date(now.getTime() + HALF_LIFE_MS * Math.log2(load / room));
}
