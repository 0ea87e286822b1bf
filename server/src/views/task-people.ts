import type { AccountId, ShowId, TaskId, tasks } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

const MAX_PEOPLE = 500;

export type TaskPerson = { accountId: AccountId; displayName: string; grade: tasks.TaskGrade | null };

/** The guests of a show and how far each is with a task: who has done nothing first. */
export const listTaskPeople = (db: Db, { showId, taskId }: { showId: ShowId; taskId: TaskId }): Promise<TaskPerson[]> =>
  db
    .selectFrom('showGuests')
    .innerJoin('accounts', 'accounts.id', 'showGuests.accountId')
    .leftJoin('taskProgress', (join) =>
      join.onRef('taskProgress.shopkeeperId', '=', 'showGuests.accountId').on('taskProgress.taskId', '=', taskId),
    )
    .select(['accounts.id as accountId', 'displayName', 'taskProgress.grade'])
    .where('showGuests.showId', '=', showId)
    .where('removedAt', 'is', null)
    .orderBy('taskProgress.grade', (order) => order.asc().nullsFirst())
    .orderBy('displayName')
    .orderBy('accounts.id')
    .limit(MAX_PEOPLE)
    .execute();
