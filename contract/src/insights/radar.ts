import { z } from 'zod';
import { ShowId } from '../ids.ts';
import { LeagueName } from '../league/league.ts';
import { Instant } from '../time.ts';

/** People who are here now. Seen and forwarded are of the newest drop that stands. */
const people = { online: z.int(), attentive: z.int(), seen: z.int(), forwarded: z.int() };

/** One league as the radar sees it. */
export const RadarCohort = LeagueName.extend({
  ...people,
  /** Clicks that came back within the last 10 s. */
  clicks: z.int(),
  /** Evidence of forwarding within the last 2 minutes. */
  forwardsLately: z.int(),
  /** Nothing was forwarded here lately, while others go on. */
  isStalled: z.boolean(),
});
export type RadarCohort = z.infer<typeof RadarCohort>;

/** Of those who are here now, how many lack a drop. */
export const RadarDrop = z.strictObject({
  dropSeq: z.int().min(1),
  ageSeconds: z.int(),
  unseen: z.int(),
  unforwarded: z.int(),
});
export type RadarDrop = z.infer<typeof RadarDrop>;

export const RadarQuestion = z.strictObject({ questionId: z.uuid(), text: z.string(), votes: z.int() });
export type RadarQuestion = z.infer<typeof RadarQuestion>;

/** One line that the host could say next, and the figure that speaks for it. The words belong to the code. */
export const RadarHint = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('answer_question'), questionId: z.uuid(), votes: z.int() }),
  z.strictObject({ code: z.literal('show_drop'), dropSeq: z.int(), percent: z.int(), people: z.int() }),
  z.strictObject({ code: z.literal('explain_drop'), dropSeq: z.int(), percent: z.int(), people: z.int() }),
  LeagueName.extend({ code: z.literal('help_cohort'), people: z.int() }),
  z.strictObject({ code: z.literal('check_in'), percent: z.int() }),
]);
export type RadarHint = z.infer<typeof RadarHint>;
export const RadarHintCode = z.enum(['answer_question', 'show_drop', 'explain_drop', 'help_cohort', 'check_in']);
export type RadarHintCode = z.infer<typeof RadarHintCode>;

/** What the school does right now, at most 2 s behind. */
export const Radar = z.strictObject({
  showId: ShowId,
  at: Instant,
  ...people,
  /** Clicks that came back in each of the last 60 seconds, oldest first. */
  clicks: z.array(z.int()).length(60),
  /** Newcomers first. */
  cohorts: z.array(RadarCohort),
  /** The newest five that stand, newest first. */
  drops: z.array(RadarDrop),
  questions: z.array(RadarQuestion),
  hint: RadarHint.nullable(),
});
export type Radar = z.infer<typeof Radar>;
