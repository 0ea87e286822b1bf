import type { AccountId, BrandId, Broadcast, BroadcastPayload, ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';
import type { RulesMemory } from './chat-rules.ts';
import type { ChatWord } from './chat-word.ts';
import type { FanOut } from './fan-out.ts';
import type { RecentChat } from './recent-chat.ts';

/** Where chat speaks to; compose.ts knows the rooms. */
export type ChatVoice = {
  toShow<B extends Broadcast>(showId: ShowId, broadcast: B, payload: BroadcastPayload<B>): void;
  toStudio<B extends Broadcast>(showId: ShowId, broadcast: B, payload: BroadcastPayload<B>): void;
  toPerson<B extends Broadcast>(showId: ShowId, accountId: AccountId, broadcast: B, payload: BroadcastPayload<B>): void;
};

/** The crew commands a show; a moderator keeps its chat in order. */
export type Moderating = 'crew' | 'moderator';
export type Ban = { showId: ShowId; accountId: AccountId; isBanned: boolean; by: AccountId };
export type Appointment = { showId: ShowId; accountId: AccountId; isModerator: boolean; by: AccountId };

/** What chat needs of the rest. */
export type ChatDeps = {
  db: Db;
  now: () => Date;
  limits: RateLimits;
  voice: ChatVoice;
  recent: RecentChat;
  rules: RulesMemory;
  fanOut: FanOut;
  tellOthers: (word: ChatWord) => void;
  /** @throws AppError `shows.not_joined` */
  requireJoined: (socketId: string, showId: ShowId) => { access: 'command' | 'enter' };
  /** @throws AppError `shows.not_found` */
  requireModeration: (db: Db, caller: Member, showId: ShowId) => Promise<Moderating>;
  /** @throws AppError `shows.not_found` */
  requireCommand: (db: Db, caller: Member, showId: ShowId) => Promise<void>;
  /** @throws AppError `catalog.not_found` */
  checkBrand: (caller: Member, brandId: BrandId) => Promise<void>;
  isGuest: (db: Db, showId: ShowId, accountId: AccountId) => Promise<boolean>;
  /** Closes or opens the show to a guest. @throws AppError `accounts.not_found` */
  banGuest: (ban: Ban) => Promise<void>;
  /** @throws AppError `accounts.not_found` */
  appointModerator: (appointment: Appointment) => Promise<void>;
  listModerated: (
    db: Db,
    showId: ShowId,
  ) => Promise<Record<'banned' | 'moderators', { accountId: AccountId; displayName: string; since: string }[]>>;
  programmeMsAt: (db: Db, showId: ShowId, at: Date) => Promise<number>;
};
