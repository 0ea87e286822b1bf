import pg from 'pg';
import type { RunPlan, ScenarioName } from '../../loadtest/lib/run-plan.ts';

/** Something that was counted outside k6, and whether it is as it must be. */
export type Check = { readonly name: string; readonly isOk: boolean };

type Seen = { plan: RunPlan; scenario: ScenarioName; mostOnline: number };

/** What a scenario leaves in the database or on the host's screen, against what it should have. */
export async function checkAfterwards(target: { databaseUrl: string }, seen: Seen): Promise<readonly Check[]> {
  const { mostOnline, plan, scenario } = seen;
  if (scenario === 'lobby-rush') return [toCheck('people that the host saw', mostOnline, plan.shopkeepers)];
  if (scenario !== 'forwarding-burst') return [];
  const visited = Math.ceil(plan.shopkeepers / Math.round(1 / plan.visitedPart));
  const { counted, evidence, links } = await countForwards(target.databaseUrl, plan.showId);
  return [
    toCheck('links in the database', links, plan.shopkeepers),
    toCheck('links with evidence E1', evidence, plan.shopkeepers),
    toCheck('visits that count', counted, visited),
  ];
}

const toCheck = (name: string, is: number, wants: number): Check => ({
  name: `${name}: ${is} of ${wants}`,
  isOk: is === wants,
});

async function countForwards(databaseUrl: string, showId: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ links: number; evidence: number; counted: number }>(
      `select count(*)::int as links,
         (count(*) filter (where exists
           (select from share_evidence e where e.share_id = shares.id and e.grade = 'E1')))::int as evidence,
         (select count(*)::int from visits v join shares s on s.id = v.share_id
           where s.show_id = $1 and v.verdict = 'counted') as counted
       from shares where show_id = $1`,
      [showId],
    );
    return rows[0] ?? { links: 0, evidence: 0, counted: 0 };
  } finally {
    await client.end();
  }
}
