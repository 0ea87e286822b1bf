import { tasks } from '@shoal/contract';
import type { SchoolChanges } from './league-deps.ts';

export type GoalFigures = { cameBack: number; sentOut: number; weighed: number };

type Counted = { links: number; grade: tasks.TaskGrade | null };

/** Forwards of a whole school, kept by what changed. */
export type GoalCount = {
  /** The same rows again, or older ones of a link, change nothing. */
  apply(changes: Pick<SchoolChanges, 'links' | 'progress'>): void;
  read(): GoalFigures;
};

/** Opens an empty count. A link counts once, by its highest grade; what is taken back is taken out. */
export function createGoalCount(): GoalCount {
  const counted = new Map<string, Counted>();
  const figures: GoalFigures = { cameBack: 0, sentOut: 0, weighed: 0 };
  const add = ({ grade, links }: Counted, sign: 1 | -1) => {
    figures.cameBack += sign * links;
    figures.weighed += sign * links * tasks.gradeWeights.E2;
    if (links > 0 || grade === null) return;
    figures.sentOut += sign;
    figures.weighed += sign * tasks.gradeWeights[grade];
  };
  const put = (key: string, next: Counted) => {
    const before = counted.get(key);
    if (before) add(before, -1);
    counted.set(key, next);
    add(next, 1);
  };
  return {
    apply({ links, progress }) {
      for (const { grade, shareId } of links) {
        const best = counted.get(shareId)?.grade ?? '';
        if (grade > best) put(shareId, { grade, links: grade === 'E2' ? 1 : 0 }); // Grades sort as they rise.
      }
      for (const { grade, links: came, shopkeeperId, taskId } of progress) {
        put(`${taskId} ${shopkeeperId}`, { grade, links: came });
      }
    },
    read: () => ({ ...figures }),
  };
}
