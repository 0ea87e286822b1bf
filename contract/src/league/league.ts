import { z } from 'zod';

/** How long a shopkeeper has been at it: weeks since her first show, rehearsals aside; 0 when this is it. */
export const Tenure = z.enum(['fry', 'swimmer', 'lead']);
export type Tenure = z.infer<typeof Tenure>;

/** How many people she reaches: the declared members of all her groups. */
export const Reach = z.enum(['brook', 'river', 'sea']);
export type Reach = z.infer<typeof Reach>;

/** The last week of each tenure; longer is `lead`. */
export const tenureWeeks = { fry: 4, swimmer: 26 } as const;
/** Below so many members it is a brook; up to so many, both ends counted, a river; beyond, the sea. */
export const reachMembers = { brook: 200, river: 1_000 } as const;

/** Shopkeepers of similar tenure and reach. She is placed once per show, and stays there until it is over. */
export const LeagueName = z.strictObject({ tenure: Tenure, reach: Reach });
export type LeagueName = z.infer<typeof LeagueName>;

/** Newcomers first, then by reach: the order in which leagues are shown. */
export const leagueNames: readonly LeagueName[] = Tenure.options.flatMap((tenure) =>
  Reach.options.map((reach) => ({ tenure, reach })),
);

/** One line of a league's top. Who does not show her name is a fish with a number that is good for this show only. */
export const LeagueRow = z.strictObject({
  /** Equal score at the same moment is an equal rank; the next one counts all who stand before her. */
  rank: z.int().min(1),
  fish: z.int(),
  name: z.string().nullable(),
  /** Hundredths of points, weighed by grade of evidence. */
  score: z.int().min(1),
});
export type LeagueRow = z.infer<typeof LeagueRow>;

/** The top of one league. */
export const LeagueTop = LeagueName.extend({
  /** Shopkeepers in it, and those of them who have a score. */
  size: z.int(),
  ranked: z.int(),
  top: z.array(LeagueRow),
});
export type LeagueTop = z.infer<typeof LeagueTop>;

/** Where one shopkeeper stands, for her eyes. */
export const OwnPlace = LeagueName.extend({
  fish: z.int(),
  showsName: z.boolean(),
  size: z.int(),
  ranked: z.int(),
  /** Null before her first score. */
  rank: z.int().min(1).nullable(),
  score: z.int().min(0),
  points: z.int().min(0),
  /** Hundredths to the score of the place above; 0 when that one had the same score sooner; null at the top. */
  gapToNext: z.int().min(0).nullable(),
});
export type OwnPlace = z.infer<typeof OwnPlace>;

/** The goal of the whole school and how far it got. */
export const SchoolGoal = z.strictObject({
  /** Forwards that are to come back. */
  target: z.int(),
  /** Links through which somebody came (E2). */
  cameBack: z.int(),
  /** Links that were sent, as far as we know (E0, E1), and through which nobody came yet. */
  sentOut: z.int(),
  /** Both in hundredths, weighed by grade: the lighter tone behind. */
  weighed: z.int(),
  isReached: z.boolean(),
});
export type SchoolGoal = z.infer<typeof SchoolGoal>;
