import type { ViewerSwarm } from '../../../scripts/client/viewer-swarm.ts';

/** A system under test: viewers come to it, and its processes are told apart by what counts. */
export type Contestant = {
  name: string;
  /** Brings viewers in; resolves when each has done DTLS. */
  enter: (swarm: ViewerSwarm, viewers: number) => Promise<void>;
  leave: () => Promise<void>;
  /** User and system time so far of all that serves viewers, in seconds; not of what plays the host. */
  readCpuSeconds: () => number;
  close: () => Promise<void>;
};
