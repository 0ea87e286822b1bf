import { runSchool } from '../lib/run-school.ts';
import { hasEverything } from '../lib/shopkeeper.ts';
import { plan } from '../lib/target.ts';
import { allDelivered, toOptions } from '../lib/thresholds.ts';

const CURRENT_WITHIN_MS = 20_000;
const cut = new Set<number>();

/** The server dies in the middle of the show, or every socket is cut once; all come back and lack nothing. */
export const options = toOptions(
  plan,
  { ...allDelivered(plan), resumes: [`count>=${plan.shopkeepers}`] },
  { back_ms: [`max<${CURRENT_WITHIN_MS}`] },
);

export default function school(): void {
  runSchool({
    isDone: hasEverything,
    onTick({ drops, index, socket }) {
      if (plan.breakAfterDrops === null || drops() < plan.breakAfterDrops || cut.has(index)) return;
      cut.add(index);
      socket.cut();
    },
  });
}

export { writeSummary as handleSummary } from '../lib/summary.ts';
