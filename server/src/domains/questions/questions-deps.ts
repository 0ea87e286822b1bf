import type {
  AccountId,
  BroadcastPayload,
  IdempotencyKey,
  Instant,
  log,
  ProductId,
  QuestionId,
  questions,
  ShowId,
  shows,
} from '@shoal/contract';
import type { Batcher } from '../../platform/batcher.ts';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';
import type { CheckWords } from '../../platform/said-words.ts';

/** Appends to the show's log in the transaction at hand; announced after commit. */
export type Append = <K extends log.LogEntryKind>(
  kind: K,
  body: log.LogEntryBody<K>,
) => Promise<{ seq: number; at: Instant; programmeMs: number }>;

type ShowAct<T> = (tx: Db, show: { isRehearsal: boolean }, append: Append) => Promise<T>;
type Request = { name: string; caller: Member; input: { showId: ShowId; idempotencyKey: IdempotencyKey } };

/** All that the domain is composed with. Each use case takes the part it needs. */
export type QuestionsDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  newId: <Id extends string>() => Id;
  limits: Pick<RateLimits, 'take'>;
  /** For the show's crew, once for a key. @throws AppError `shows.not_found` | `request.key_reused` */
  hostCommand: <T>(request: Request, act: ShowAct<T>) => Promise<{ answer: T }>;
  /** @throws AppError `shows.not_joined` */
  requireJoined: (socketId: string, showId: ShowId) => unknown;
  getShowState: (db: Db, showId: ShowId) => Promise<shows.ShowState>;
  isMuted: (db: Db, showId: ShowId, accountId: AccountId) => Promise<boolean>;
  hasProduct: (db: Db, showId: ShowId, productId: ProductId) => Promise<boolean>;
  /** @throws AppError `catalog.not_found` unless the caller works on the product's brand. */
  checkProduct: (caller: Member, productId: ProductId) => Promise<void>;
  /** What buyers are told. @throws AppError `catalog.claim_unproven` */
  checkWords: CheckWords;
  listShowFaqs: (db: Db, showId: ShowId) => Promise<questions.ShowFaq[]>;
  listProductFaqs: (db: Db, productId: ProductId) => Promise<questions.FiledFaq[]>;
  /** Shows with sockets on this server. */
  listShowsHere: () => readonly ShowId[];
  /** To the sockets of a show on this server that can take it now. */
  sendHere: (showId: ShowId, payload: BroadcastPayload<typeof questions.questionsChanged>) => void;
};

/** One vote on its way. */
export type ComingVote = { questionId: QuestionId; accountId: AccountId; isWanted: boolean };
/** What stands afterwards; undefined when the show has no such question. */
export type StandingVote = { votes: number; isWanted: boolean } | undefined;
export type VoteBatcher = Batcher<{ showId: ShowId }, ComingVote, StandingVote>;
