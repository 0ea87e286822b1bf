import type { Role } from '@shoal/contract';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const MAX_SESSIONS_PER_ACCOUNT = 5;

type SessionLimits = {
  /** Without any activity a session ends after so long; a connected socket is activity. */
  idleMs: number;
  absoluteMs: number;
  /** How far past its absolute end a session may be carried while a socket is connected, so no show signs its host out. */
  graceMs: number;
};

const crewLimits = { idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS, graceMs: 12 * HOUR_MS };
const limitsByRole: Record<Role, SessionLimits> = {
  operator: crewLimits,
  host: crewLimits,
  shopkeeper: { idleMs: 7 * DAY_MS, absoluteMs: 30 * DAY_MS, graceMs: 12 * HOUR_MS },
};

/** How long a session of this role lives. */
export const getSessionLimits = (role: Role): SessionLimits => limitsByRole[role];
