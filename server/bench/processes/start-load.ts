import { fileURLToPath } from 'node:url';
import type { LoadAnswers } from '../load/load-process.ts';
import { PinnedProcess } from './pinned-process.ts';

export type LoadProcess = PinnedProcess<LoadAnswers>;

/** A process with clients and nothing else, away from the core of the server it loads. */
export const startLoad = (): LoadProcess =>
  PinnedProcess.start<LoadAnswers>({
    core: 1,
    args: [fileURLToPath(new URL('../load/load-process.ts', import.meta.url))],
  });
