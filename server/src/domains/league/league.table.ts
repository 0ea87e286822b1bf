import type { AccountId, league, ShowId } from '@shoal/contract';
import type { Generated } from 'kysely';

export type SchoolGoalRecord = { showId: ShowId; target: number; setAt: Date; reachedAt: Date | null };

export type LeaguePlaceRecord = league.LeagueName & {
  showId: ShowId;
  shopkeeperId: AccountId;
  fish: number;
  placedAt: Date;
};

export type LeagueTables = {
  schoolGoals: SchoolGoalRecord;
  leaguePlaces: LeaguePlaceRecord;
  leagueMembers: { shopkeeperId: AccountId; firstShowAt: Date | null; showsName: Generated<boolean> };
};
