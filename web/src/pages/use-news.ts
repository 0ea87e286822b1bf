import { useCallback } from 'react';
import type { useOwnTasks } from '../features/tasks/use-own-tasks.ts';
import type { StoryTask } from '../live/show-story.ts';

type News = {
  visit: { visitors: number; visits: number; title: string } | null;
  hideVisit: () => void;
  tasks: readonly StoryTask[];
};

/** What comes by in one note: somebody opened her link, and what that gave her. */
export function useNews(own: ReturnType<typeof useOwnTasks>, { hideVisit, tasks, visit }: News) {
  const { gain, hideGain } = own;
  const title = visit?.title ?? tasks.find(({ taskId }) => taskId === gain?.taskId)?.material.title ?? '';
  const hide = useCallback(() => {
    hideVisit();
    hideGain();
  }, [hideGain, hideVisit]);
  const { visitors = null, visits = null } = visit ?? {};
  const said = visit || gain ? { visitors, visits, title, points: gain?.points ?? null } : null;
  return { said, hide };
}
