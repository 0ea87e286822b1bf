import { runSchool } from '../lib/run-school.ts';
import { hasEverything } from '../lib/shopkeeper.ts';
import { plan } from '../lib/target.ts';
import { allDelivered, toOptions } from '../lib/thresholds.ts';

/** Everybody is in the room, the host drops, everybody gets everything. */
export const options = toOptions(plan, allDelivered(plan), { drop_ms: ['p(99)<400'] });

export default function school(): void {
  runSchool({ isDone: hasEverything });
}

export { writeSummary as handleSummary } from '../lib/summary.ts';
