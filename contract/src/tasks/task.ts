import { z } from 'zod';
import { Material } from '../catalog/catalog.ts';
import { MaterialId, SegmentId, TaskId } from '../ids.ts';
import { MAX_TASK_MINUTES, MAX_TASK_POINTS, MAX_TASK_TARGET, MAX_TASK_WORDS } from '../limits.ts';
import { paragraph } from '../text.ts';
import { Instant } from '../time.ts';

/** prepared → open → closed; a prepared or an open one may be withdrawn. */
export const TaskState = z.enum(['prepared', 'open', 'closed', 'withdrawn']);
export type TaskState = z.infer<typeof TaskState>;

export const CloseReason = z.enum(['deadline', 'host', 'show_ended', 'withdrawn']);
export type CloseReason = z.infer<typeof CloseReason>;

/** How surely she forwarded for a task. E4 is an order that was paid on a link made for it. */
export const TaskGrade = z.enum(['E0', 'E1', 'E2', 'E4']);
export type TaskGrade = z.infer<typeof TaskGrade>;

/** What a grade weighs, in percent of a forward. Points are given from E2 up only, and are never cash. */
export const gradeWeights = { E0: 1, E1: 4, E2: 100, E4: 200 } as const satisfies Record<TaskGrade, number>;

/** What each further link of hers adds to a task once somebody came through it, in percent… */
export const EXTRA_LINK_WEIGHT = 25;
/** …for so many further links at most: a task never gives more than one and a half times its points. */
export const MAX_EXTRA_LINKS = 2;

const asked = {
  materialId: MaterialId,
  /** How many shopkeepers of the whole school are to forward it. */
  targetForwards: z.int().min(1).max(MAX_TASK_TARGET),
  /** How long it is open. */
  minutes: z.int().min(1).max(MAX_TASK_MINUTES),
  points: z.int().min(1).max(MAX_TASK_POINTS),
};

/** A task as the host writes it. */
export const TaskDraft = z.strictObject({
  ...asked,
  /** The segment of the run of show that it stands under. */
  segmentId: SegmentId.nullable().default(null),
  /** What to say with it. */
  words: paragraph(MAX_TASK_WORDS).default(''),
});
export type TaskDraft = z.output<typeof TaskDraft>;

/** A task as the school gets it, with the material as it was dropped. */
export const OpenedTask = z.strictObject({
  taskId: TaskId,
  dropSeq: z.int().min(1),
  material: Material,
  words: z.string(),
  targetForwards: z.int(),
  points: z.int(),
  deadlineAt: Instant,
});
export type OpenedTask = z.infer<typeof OpenedTask>;

/** How far the school is with a task. Each shopkeeper counts once, by her highest grade. */
export const TaskProgress = z.strictObject({
  taskId: TaskId,
  /** People by their highest grade. */
  people: z.strictObject({ E0: z.int(), E1: z.int(), E2: z.int(), E4: z.int() }),
  /** Forwards in hundredths, weighed by grade; the target is reached at 100 × targetForwards. */
  weighed: z.int(),
  /** Evidence that waits for an operator. */
  held: z.int(),
});
export type TaskProgress = z.infer<typeof TaskProgress>;

/** A task as the crew sees it. */
export const Task = z.strictObject({
  ...asked,
  taskId: TaskId,
  segmentId: SegmentId.nullable(),
  state: TaskState,
  words: z.string(),
  /** As it is now, or as it was dropped. */
  material: Material,
  openedAt: Instant.nullable(),
  deadlineAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closeReason: CloseReason.nullable(),
  progress: TaskProgress,
});
export type Task = z.infer<typeof Task>;

/** Where one shopkeeper stands with one task, from her own rows. */
export const OwnTask = z.strictObject({
  taskId: TaskId,
  /** Her highest grade that counts; null before. */
  grade: TaskGrade.nullable(),
  /** Links of hers through which somebody came. */
  links: z.int(),
  points: z.int(),
  /** Whether something of hers waits to be looked at. */
  hasHeld: z.boolean(),
});
export type OwnTask = z.infer<typeof OwnTask>;
