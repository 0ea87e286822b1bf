import type { ShowId } from '@shoal/contract';
import { createEmptyShows, type FindLog } from '../../platform/empty-shows.ts';
import { readProgress } from './list-tasks.ts';
import type { TasksDeps } from './tasks-deps.ts';

export type TaskFiguresDeps = Pick<TasksDeps, 'db' | 'now' | 'voice'> & {
  /** Shows whose studio is open on this server. */
  listStudiosHere: () => readonly ShowId[];
  findLog: FindLog;
};

/** How long a closed task's figures go on being told: clicks come later than forwards. */
const TOLD_AFTER_CLOSE_MS = 600_000;

/** Tells the studios here what moved since it was told last; one look per show and second, whatever the school's size. */
export function createTaskFigures({ db, findLog, listStudiosHere, now, voice }: TaskFiguresDeps): () => Promise<void> {
  const chooseToRead = createEmptyShows(findLog);
  let told = new Map<ShowId, string>();
  return async () => {
    const next = new Map<ShowId, string>();
    for (const { foundNothing, showId } of chooseToRead(listStudiosHere())) {
      const progress = await readProgress(db, showId, new Date(now().getTime() - TOLD_AFTER_CLOSE_MS));
      if (progress.length === 0) foundNothing();
      const text = JSON.stringify(progress);
      if (progress.length > 0 && told.get(showId) !== text) voice.toStudioHere(showId, { showId, progress });
      next.set(showId, text);
    }
    told = next;
  };
}
