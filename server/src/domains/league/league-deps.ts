import type {
  AccountId,
  Broadcast,
  BroadcastPayload,
  IdempotencyKey,
  league,
  log,
  ShowId,
  shows,
  tasks,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';

/** Appends to the show's log in the transaction at hand; announced after commit. */
export type Append = <K extends log.LogEntryKind>(kind: K, body: log.LogEntryBody<K>) => Promise<{ seq: number }>;

/** What is done to a locked show in one transaction. */
export type ShowAct<T> = (tx: Db, show: { id: ShowId; state: shows.ShowState }, append: Append) => Promise<T>;

type Request = { name: string; caller: Member; input: { showId: ShowId; idempotencyKey: IdempotencyKey } };

/** A set of sockets; compose.ts says how it is called. */
export type LeagueRoomName = string & { readonly __room: never };

/** What a show is to this domain. */
export type SchoolShow = { state: shows.ShowState; isRehearsal: boolean; wentLiveAt: string | null };

export type Placed = league.LeagueName & { shopkeeperId: AccountId; fish: number; name: string | null };
export type Standing = { shopkeeperId: AccountId; points: number; score: number; reachedAtMs: number };

/** What changed in a show since a cursor. */
export type SchoolChanges = {
  /** Ask from here the next time. */
  cursor: string;
  show: SchoolShow | null;
  goal: { target: number; isReached: boolean } | null;
  places: readonly Placed[];
  /** Who shows her name by now, or no longer. */
  names: readonly { shopkeeperId: AccountId; name: string | null }[];
  standings: readonly Standing[];
  /** Evidence on links that belong to no task. */
  links: readonly { shareId: string; grade: 'E0' | 'E1' | 'E2' }[];
  /** How far shopkeepers are with tasks. */
  progress: readonly { taskId: string; shopkeeperId: AccountId; links: number; grade: tasks.TaskGrade | null }[];
};

/** What this domain needs of shows and tasks. */
export type LeagueNeeds = {
  /** For the show's crew, once for a key. @throws AppError `shows.not_found` | `request.key_reused` */
  hostCommand: <T>(request: Request, act: ShowAct<T>) => Promise<{ answer: T }>;
  changeShow: <T>(showId: ShowId, act: ShowAct<T>) => Promise<T | undefined>;
  /** @throws AppError `shows.not_found` unless the caller commands the show. */
  requireCommand: (db: Db, caller: Member, showId: ShowId) => Promise<void>;
  /** @throws AppError `shows.not_joined` */
  requireJoined: (socketId: string, showId: ShowId) => unknown;
  /** Shows with sockets on this server. */
  listShowsHere: () => readonly ShowId[];
  /** Shopkeepers with sockets in a show on this server; the same list until somebody comes or goes. */
  listGuestsHere: (showId: ShowId) => readonly AccountId[];
  /** From `null`: everything. One statement. */
  readSchoolChanges: (db: Db, showId: ShowId, cursor: string | null) => Promise<SchoolChanges>;
};

/** All that the domain is composed with. */
export type LeagueDeps = LeagueNeeds & {
  db: Db;
  log: Log;
  now: () => Date;
  /** From 0 to below 1. */
  random: () => number;
  rooms: {
    show: (showId: ShowId) => LeagueRoomName;
    league: (showId: ShowId, name: league.LeagueName) => LeagueRoomName;
  };
  /** To a room's sockets on this server; who cannot take it now gets the next one. */
  sendVolatileHere: <B extends Broadcast>(room: LeagueRoomName, broadcast: B, payload: BroadcastPayload<B>) => void;
};
