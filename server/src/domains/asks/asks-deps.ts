import type {
  AccountId,
  asks,
  BrandId,
  Broadcast,
  BroadcastPayload,
  IdempotencyKey,
  Instant,
  log,
  ProductId,
  ShowId,
  shows,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { FindLog } from '../../platform/empty-shows.ts';
import type { Log } from '../../platform/log.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';

/** The part of a show that asks look at. */
export type AskedShow = { id: ShowId; brandId: BrandId; state: shows.ShowState; isHostAway: boolean };

/** Appends to the show's log in the transaction at hand; announced after commit. */
export type Append = <K extends log.LogEntryKind>(
  kind: K,
  body: log.LogEntryBody<K>,
) => Promise<{ seq: number; at: Instant }>;

/** What is done to a locked show in one transaction. */
export type ShowAct<T> = (tx: Db, show: AskedShow, append: Append) => Promise<T>;

type Request = { name: string; caller: Member; input: { showId: ShowId; idempotencyKey: IdempotencyKey } };

/** What this domain needs of shows, catalog and accounts. */
export type AsksNeeds = {
  /** For the show's crew, once for a key. @throws AppError `shows.not_found` | `request.key_reused` */
  hostCommand: <T>(request: Request, act: ShowAct<T>) => Promise<{ answer: T }>;
  changeShow: <T>(showId: ShowId, act: ShowAct<T>) => Promise<T | undefined>;
  /** @throws AppError `shows.not_found` unless the caller commands the show. */
  getCommandedShow: (db: Db, caller: Member, showId: ShowId) => Promise<AskedShow>;
  /** @throws AppError `shows.not_joined` */
  requireJoined: (socketId: string, showId: ShowId) => unknown;
  /** Shows with sockets on this server, and whether a studio is among them. */
  listShowsHere: () => readonly { showId: ShowId; hasStudio: boolean }[];
  findLog: FindLog;
  listPresent: (showId: ShowId) => Promise<readonly AccountId[]>;
  /** The name of a product of the brand. @throws AppError `catalog.not_found` */
  getProductName: (db: Db, brandId: BrandId, productId: ProductId) => Promise<string>;
  findDisplayNames: (db: Db, accountIds: readonly AccountId[]) => Promise<ReadonlyMap<AccountId, string>>;
  listBadges: (db: Db, accountId: AccountId) => Promise<asks.Badge[]>;
  /** Everybody's answers to an ask with their names, for the export. */
  listNamedAnswers: (db: Db, askId: asks.AskRow['askId']) => Promise<NamedAnswer[]>;
};

export type NamedAnswer = {
  accountId: AccountId;
  displayName: string;
  question: number;
  option: number;
  answeredAt: Date;
  isTooFast: boolean;
};

/** All that the domain is composed with. Each use case takes the part it needs. */
export type AsksDeps = AsksNeeds & {
  db: Db;
  log: Log;
  now: () => Date;
  newId: <Id extends string>() => Id;
  /** Real randomness, from 0 to below 1. */
  random: () => number;
  limits: Pick<RateLimits, 'take'>;
  /** To the sockets of a show on this server: its studios, or everybody. */
  sendHere: <B extends Broadcast>(
    to: 'studio' | 'everybody',
    showId: ShowId,
    broadcast: B,
    payload: BroadcastPayload<B>,
  ) => void;
};
