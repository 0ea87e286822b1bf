import type { insights, league } from '@shoal/contract';

/** Fewer people than this are persons, not a cohort. */
const MIN_COHORT = 5;
/** What the others must have forwarded meanwhile, so that it is she who waits and not the whole school. */
const MIN_ELSEWHERE = 3;
/** Nobody is late with a drop that is younger. */
export const FIRST_FORWARD_SECONDS = 60;

type Cohort = Omit<insights.RadarCohort, 'isStalled'>;

/**
 * Leagues that are here and forward nothing for two minutes while the others do: they wait for help, not for material.
 * Nothing is said while the newest drop is young, or while the whole school is quiet.
 */
export function findStalled(
  cohorts: readonly Cohort[],
  newestDropAgeSeconds: number | undefined,
): Set<league.LeagueName> {
  if (newestDropAgeSeconds === undefined || newestDropAgeSeconds < FIRST_FORWARD_SECONDS) return new Set();
  const everywhere = cohorts.reduce((sum, { forwardsLately }) => sum + forwardsLately, 0);
  return new Set(
    cohorts.filter(
      ({ forwarded, forwardsLately, online }) =>
        online >= MIN_COHORT &&
        forwarded < online &&
        forwardsLately === 0 &&
        everywhere - forwardsLately >= MIN_ELSEWHERE,
    ),
  );
}
