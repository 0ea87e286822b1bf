import type { MaterialId, ShowId } from '@shoal/contract';
import type { Dialect } from './counting-client.ts';

export type ShowTarget = {
  kind: 'shoal';
  port: number;
  showId: ShowId;
  materialId: MaterialId;
  hostCookie: string;
  secret: string;
};
/** Whom a swarm loads: a show of ours with seeded shopkeepers, or a peer that just broadcasts. */
export type SwarmTarget = ShowTarget | { kind: Dialect; port: number };

export type SwarmOptions = {
  target: SwarmTarget;
  sockets: number;
  /** The index of the first shopkeeper, where several swarms share a school. */
  from?: number;
  /** Answer what comes: receipts as a phone sends them, or a peer's acknowledgement. */
  acknowledges?: boolean;
  comesBack?: boolean;
  keepsEntries?: boolean;
};

export type Burst = { count: number; everyMs: number };

/** How a burst of presses arrived. */
export type Pressed = {
  /** The seq of the last press. */
  top: number;
  expected: number;
  delivered: number;
  /** Deliveries whose receipt the server has acknowledged; of shows only. */
  acknowledged: number;
  repeats: number;
  gaps: number;
  /** For each press, from the press to the last socket. */
  lastMs: number[];
  /** For each press, from the first socket to the last. */
  spreadMs: number[];
  /** Over all presses and sockets, from the press to the arrival. */
  arrivalP99Ms: number;
};
