import type { AccountId, Broadcast, BroadcastPayload, ShowId, shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';
import type { ChatWord } from './chat-word.ts';

/** Where chat speaks to; compose.ts knows the rooms. */
export type ChatVoice = {
  toShow<B extends Broadcast>(showId: ShowId, broadcast: B, payload: BroadcastPayload<B>): void;
  toStudio<B extends Broadcast>(showId: ShowId, broadcast: B, payload: BroadcastPayload<B>): void;
  toPerson<B extends Broadcast>(showId: ShowId, accountId: AccountId, broadcast: B, payload: BroadcastPayload<B>): void;
};

/** What chat needs of the rest. */
export type ChatDeps = {
  db: Db;
  now: () => Date;
  limits: RateLimits;
  voice: ChatVoice;
  tellOthers: (word: ChatWord) => void;
  /** @throws AppError `shows.not_joined` */
  requireJoined: (socketId: string, showId: ShowId) => { access: 'command' | 'enter' };
  getShowState: (db: Db, showId: ShowId) => Promise<shows.ShowState>;
  /** @throws AppError `shows.not_found` */
  requireCommand: (db: Db, caller: Member, showId: ShowId) => Promise<void>;
  isGuest: (db: Db, showId: ShowId, accountId: AccountId) => Promise<boolean>;
  programmeMsAt: (db: Db, showId: ShowId, at: Date) => Promise<number>;
};
