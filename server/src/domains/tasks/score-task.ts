import { tasks } from '@shoal/contract';

const { EXTRA_LINK_WEIGHT, MAX_EXTRA_LINKS, gradeWeights } = tasks;

/** What a shopkeeper has of a task. `score` is points in hundredths, weighed by grade. */
type TaskScore = { grade: tasks.TaskGrade | null; links: number; points: number; score: number };

const isProven = (grade: tasks.TaskGrade) => grade === 'E2' || grade === 'E4';

/**
 * Weighs what counts of one shopkeeper in one task: the best grade of each link of hers. The task gives its points once,
 * and each further link through which somebody came adds a little, up to a cap. Below E2 there are no points.
 */
export function scoreTask(taskPoints: number, bestOfLinks: readonly tasks.TaskGrade[]): TaskScore {
  const [grade = null] = bestOfLinks.toSorted((a, b) => gradeWeights[b] - gradeWeights[a]);
  if (grade === null) return { grade, links: 0, points: 0, score: 0 };
  const links = bestOfLinks.filter(isProven).length;
  const extra = Math.min(Math.max(links - 1, 0), MAX_EXTRA_LINKS) * EXTRA_LINK_WEIGHT;
  const score = taskPoints * (gradeWeights[grade] + extra);
  return { grade, links, score, points: isProven(grade) ? Math.floor(score / 100) : 0 };
}
