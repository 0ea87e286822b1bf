import type { AccountId, ShowId } from '@shoal/contract';

/** One person in a show, however many devices. */
export type PresentAccount = { accountId: AccountId; devices: number };

/** Who is in which show, over all servers. In memory alone, in Redis with many. */
export type Presence = {
  /** Counts one of this server's sockets in; the same socket again changes nothing. */
  enter(showId: ShowId, accountId: AccountId, socketId: string): void;
  leave(showId: ShowId, accountId: AccountId, socketId: string): void;
  /** People, each once; what other servers know is at most a second old. */
  count(showId: ShowId): Promise<number>;
  list(showId: ShowId): Promise<PresentAccount[]>;
  /** Tells the other servers what changed here; called every second. */
  sync(): Promise<void>;
  close(): Promise<void>;
};
