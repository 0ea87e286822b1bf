import type { AccountId, ShowId, StreamKeyId, shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';

export type SdpKind = 'whip' | 'whep';
type Client = { showId: ShowId; keyId: StreamKeyId; accountId: AccountId; sessionId: string };
type SessionName = { showId: ShowId; sessionId: string; kind: SdpKind };
type Answered = { answer: string; iceTag: string };

/** What keys and doors need. The media functions are another domain's. */
export type StreamKeysDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  newKeyId: () => StreamKeyId;
  newSessionId: () => string;
  /** 256 random bits. */
  newToken: () => string;
  limits: RateLimits;
  publicUrl: string;
  /** The show, for its crew. @throws AppError `shows.not_found` */
  getCommandedShow: (caller: Member, showId: ShowId) => Promise<{ state: shows.ShowState }>;
  /** Whether who issued a key commands the show still. */
  mayCommand: (accountId: AccountId, showId: ShowId) => Promise<boolean>;
  /** Closes all that came with a key. */
  closeClients: (keyId: StreamKeyId) => Promise<void>;
  countClients: (keyId: StreamKeyId) => number;
  /** @throws AppError `shows.wrong_state` | `shows.stage_taken` | `media.*` | `request.invalid` */
  publishOffer: (client: Client, offer: string) => Promise<Answered>;
  /** @throws AppError `media.*` | `request.invalid` */
  playOffer: (client: Client, offer: string) => Promise<Answered>;
  /** @throws AppError `request.not_found` | `media.*` | `request.invalid` */
  patchSession: (
    name: SessionName,
    news: { iceTag: string | null; fragment: string },
  ) => Promise<{ answer: string | null; iceTag: string }>;
  /** @throws AppError `request.not_found` */
  endSession: (name: SessionName) => Promise<void>;
  /** The key that a session came with. @throws AppError `request.not_found` */
  getSessionKey: (name: SessionName) => StreamKeyId | undefined;
};
