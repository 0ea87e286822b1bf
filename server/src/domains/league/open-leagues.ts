import { Pulse } from '../../platform/pulse.ts';
import type { LeagueDeps } from './league-deps.ts';
import { createSchools, type Schools } from './schools.ts';

/** The live parts of the domain, and its deps: what its use cases take. */
export type Leagues = LeagueDeps & { schools: Schools; close: () => Promise<void> };

/** Opens the live parts; whoever opens them closes them. */
export function openLeagues(deps: LeagueDeps): Leagues {
  const schools = createSchools(deps);
  const pulse = Pulse.open([{ name: 'schools', everySeconds: 1, run: schools.refresh }], deps.log);
  return { ...deps, schools, close: () => pulse.close() };
}
