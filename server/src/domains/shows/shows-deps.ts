import type {
  AccountId,
  BrandId,
  Broadcast,
  BroadcastPayload,
  catalog,
  chat,
  MaterialId,
  PictureId,
  ProductId,
  SegmentId,
  ShowId,
  shows,
  signaling,
  TabId,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { FaultAt } from '../../platform/fault-points.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import type { CheckWords } from '../../platform/said-words.ts';
import type { TailKind } from './log-tail.ts';
import type { Append } from './open-append.ts';
import type { ShowWord } from './show-word.ts';

/** A set of sockets; compose.ts says how it is called. */
export type ShowRoomName = string & { readonly __room: never };

/** The rooms of a show. */
export type ShowRooms = {
  show: (showId: ShowId) => ShowRoomName;
  studio: (showId: ShowId) => ShowRoomName;
  tab: (showId: ShowId, tabId: TabId) => ShowRoomName;
  person: (showId: ShowId, accountId: AccountId) => ShowRoomName;
};

/** One signed-in socket as this domain sees it. */
export type ShowSocket = {
  readonly id: string;
  readonly member: Member;
  join(...rooms: ShowRoomName[]): Promise<void>;
  leave(room: ShowRoomName): Promise<void>;
  onClosed(react: () => void): void;
  /** Tells its client that it is too slow, and closes it. */
  closeSlow(): void;
};

/** Speaks to rooms: on every server, or on this one only. */
export type ShowVoice = {
  send<B extends Broadcast>(room: ShowRoomName, broadcast: B, payload: BroadcastPayload<B>): void;
  sendHere<B extends Broadcast>(room: ShowRoomName, broadcast: B, payload: BroadcastPayload<B>): void;
  closeSockets(room: ShowRoomName, reason: 'banned' | 'not_invited'): void;
};

/** What this domain needs of catalog, accounts, media nodes, replays, shares and chat. */
export type ShowsNeeds = {
  /** What may be dropped now. @throws AppError `catalog.not_found` | `catalog.claim_unproven` */
  getMaterialSnapshot: (db: Db, brandId: BrandId, materialId: MaterialId) => Promise<catalog.Material>;
  /** Whether all of these belong to the brand. @throws AppError `catalog.not_found` */
  checkCatalogParts: (db: Db, brandId: BrandId, parts: CatalogParts) => Promise<void>;
  /** What consumers read of a plan. @throws AppError `catalog.claim_unproven` */
  checkWords: CheckWords;
  /** @throws AppError `catalog.not_found` when the caller may not make shows for it. */
  checkBrand: (caller: Member, brandId: BrandId) => Promise<void>;
  /** Brands whose shows an account may command. */
  findBrandIds: (db: Db, accountId: AccountId) => Promise<BrandId[]>;
  /** Those of the accounts that are there and in the role. */
  findInRole: (db: Db, role: 'host' | 'shopkeeper', accountIds: readonly AccountId[]) => Promise<readonly AccountId[]>;
  findDisplayNames: (db: Db, accountIds: readonly AccountId[]) => Promise<ReadonlyMap<AccountId, string>>;
  getStage: (showId: ShowId) => Promise<shows.StageState> | shows.StageState;
  getRtpCapabilities: () => Promise<signaling.RtpCapabilities | null> | signaling.RtpCapabilities | null;
  /** Whether the show's picture is made here, so that nobody has to publish before it goes live. */
  isSynthetic: (showId: ShowId) => boolean;
  startRecording: (showId: ShowId) => Promise<void>;
  stopRecording: (showId: ShowId) => Promise<void>;
  finaliseReplay: (showId: ShowId) => Promise<void>;
  closeShowMedia: (showId: ShowId) => Promise<void>;
  /** Closes all that a person sends and receives in a show. */
  closePeerOf: (showId: ShowId, accountId: AccountId) => Promise<void>;
  /** Closes what one tab sends and receives. */
  closeTabMedia: (tab: { showId: ShowId; accountId: AccountId; tabId: TabId }) => Promise<void>;
  /** Programme time of a moment, as well as it is known now. */
  programmeMsAt: (db: Db, showId: ShowId, at: Date) => Promise<number>;
  hlsPathFor: (showId: ShowId, subject: AccountId) => Promise<string> | string;
  /** Those of the shows that have a replay. */
  findReplayed: (db: Db, showIds: readonly ShowId[]) => Promise<ReadonlySet<ShowId>>;
  /** Shopkeepers who forwarded, by material. */
  countForwarded: (db: Db, showId: ShowId) => Promise<ReadonlyMap<MaterialId, number>>;
  listForwarders: (db: Db, showId: ShowId, materialId: MaterialId) => Promise<readonly AccountId[]>;
  /** What is open in a show closes as the show ends, in its transaction, before `show.ended`. */
  beforeEnd: (tx: Db, showId: ShowId, append: Append) => Promise<void>;
  /** What stands on a drop goes when the drop is taken back, in its transaction. */
  onRecall: (tx: Db, drop: { showId: ShowId; dropSeq: number }, append: Append) => Promise<void>;
  /** What decides how somebody enters a show; read for many at once. Undefined when there is no such show. */
  findSeat: (who: { showId: ShowId; accountId: AccountId }) => Promise<SeatFacts | undefined>;
  listRecentChat: (showId: ShowId) => Promise<readonly chat.ChatMessage[]>;
  /** What holds for the show's chat as a whole, from memory. */
  readChatRoom: (showId: ShowId) => Promise<chat.ChatRoom>;
  listMuted: (db: Db, showId: ShowId) => Promise<ReadonlySet<AccountId>>;
  /** What other domains prepared for a show is prepared for its rehearsal too, in the transaction that makes it. */
  copyPlan: (tx: Db, copy: PlanCopy) => Promise<void>;
};

/** From which show to which; the copy's segments have ids of their own. */
export type PlanCopy = {
  fromShowId: ShowId;
  toShowId: ShowId;
  segmentIds: ReadonlyMap<SegmentId, SegmentId>;
  at: Date;
};

export type SeatFacts = {
  brandId: BrandId;
  hostId: AccountId;
  state: shows.ShowState;
  isGuest: boolean;
  isMuted: boolean;
  isModerator: boolean;
};

export type CatalogParts = {
  productIds: readonly ProductId[];
  materialIds: readonly MaterialId[];
  pictureIds: readonly PictureId[];
};

/** All that the domain is composed with. Each use case takes the part it needs. */
export type ShowsDeps = ShowsNeeds & {
  db: Db;
  log: Log;
  now: () => Date;
  newId: <Id extends string>() => Id;
  jobs: Pick<Jobs, 'send'>;
  voice: ShowVoice;
  rooms: ShowRooms;
  tellOthers: (word: ShowWord) => void;
  faultAt: FaultAt;
  /** For the figures: what clients were given of a log, and entries that were found missing. */
  onTail: (kind: TailKind, from: 'memory' | 'database') => void;
  onGap: (by: 'client' | 'server') => void;
};
