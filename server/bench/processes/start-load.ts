import { fileURLToPath } from 'node:url';
import type { LoadAnswers } from '../load/load-process.ts';
import type { CrowdAnswers } from '../load/poster-crowd.ts';
import { PinnedProcess } from './pinned-process.ts';

export type LoadProcess = PinnedProcess<LoadAnswers>;

/** A process with clients and nothing else, away from the core of the server it loads. */
export const startLoad = (): LoadProcess =>
  PinnedProcess.start<LoadAnswers>({
    core: 1,
    args: [fileURLToPath(new URL('../load/load-process.ts', import.meta.url))],
  });

/** Those who ask for posters; they run when the load has nothing to do. */
export const startPosterCrowd = (): PinnedProcess<CrowdAnswers> =>
  PinnedProcess.start<CrowdAnswers>({
    core: 1,
    givesWay: true,
    args: [fileURLToPath(new URL('../load/poster-crowd.ts', import.meta.url))],
  });
