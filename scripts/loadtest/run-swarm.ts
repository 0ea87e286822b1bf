import { LoadHost } from './load-host.ts';
import type { Target } from './run-scenario.ts';
import { seedSchool } from './seed-school.ts';
import { Swarm, type SwarmVerdict } from './swarm.ts';

const BETWEEN_MS = 150;

/**
 * A show before the swarm alone: the host drops, the server is killed in the middle, the host goes on. Needs no k6.
 * @returns what the checker found
 */
export async function runSwarm(
  target: Target,
  { drops, killAt, members }: { members: number; drops: number; killAt: number },
): Promise<SwarmVerdict> {
  const school = await seedSchool(target, { shopkeepers: members, isLive: true, password: undefined });
  const people = school.accountIds.map((accountId, index) => ({ accountId, token: school.tokens[index] ?? '' }));
  const swarm = new Swarm(target, school.showId, people);
  const host = new LoadHost(target.url, school);
  try {
    for (let at = 0; at < drops; at += 1) {
      const dropped = host.drop({ materialId: school.materialId });
      if (at === killAt) target.server?.kill();
      await dropped;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
    return await swarm.check(host.acknowledged);
  } finally {
    swarm.close();
    host.close();
  }
}
