import type { AccountId, BroadcastPayload, SessionId, shows } from '@shoal/contract';

/** Somebody lost the right to be here: their sockets and media close within 2 s. Announced after commit. */
export type AccessLost = {
  accountId: AccountId;
  /** Left out: all of the account's sessions. */
  sessionIds?: readonly SessionId[];
  reason: BroadcastPayload<typeof shows.sessionClosed>['reason'];
};
