import { league } from '@shoal/contract';

const WEEK_MS = 7 * 86_400_000;

/** What decides about her league as she comes into a show. */
export type LeagueFacts = {
  /** When her first show went live; null when she has had none. */
  firstShowAt: Date | null;
  now: Date;
  /** Declared members of all her groups. */
  members: number;
};

/** The league of a shopkeeper by how long she has been at it and how many she reaches. */
export function chooseLeague({ firstShowAt, members, now }: LeagueFacts): league.LeagueName {
  const weeks = firstShowAt ? Math.floor((now.getTime() - firstShowAt.getTime()) / WEEK_MS) : 0;
  return { tenure: chooseTenure(weeks), reach: chooseReach(members) };
}

function chooseTenure(weeks: number): league.Tenure {
  if (weeks <= league.tenureWeeks.fry) return 'fry';
  return weeks <= league.tenureWeeks.swimmer ? 'swimmer' : 'lead';
}

function chooseReach(members: number): league.Reach {
  if (members < league.reachMembers.brook) return 'brook';
  return members <= league.reachMembers.river ? 'river' : 'sea';
}
