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
  const { cameBack, counted, held, links, sentOut } = await countForwards(target.databaseUrl, plan.showId);
  return [
    toCheck('links in the database', links, plan.shopkeepers),
    toCheck('visits that count', counted, visited),
    toCheck('people whose task stands at E1', sentOut, plan.shopkeepers - visited),
    toCheck('people whose task stands at E2', cameBack, visited),
    toCheck('pieces of evidence that are held', held, 0),
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
    const { rows } = await client.query<Record<'links' | 'counted' | 'sentOut' | 'cameBack' | 'held', number>>(
      `select (select count(*)::int from shares where show_id = $1 and task_id is not null) as links,
         (select count(*)::int from visits v join shares s on s.id = v.share_id
           where s.show_id = $1 and v.verdict = 'counted') as counted,
         (select count(*)::int from task_progress p join tasks t on t.id = p.task_id
           where t.show_id = $1 and p.grade = 'E1') as "sentOut",
         (select count(*)::int from task_progress p join tasks t on t.id = p.task_id
           where t.show_id = $1 and p.grade = 'E2') as "cameBack",
         (select count(*)::int from task_evidence where show_id = $1 and verdict <> 'counted') as held`,
      [showId],
    );
    return rows[0] ?? { links: 0, counted: 0, sentOut: 0, cameBack: 0, held: 0 };
  } finally {
    await client.end();
  }
}
