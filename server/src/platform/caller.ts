import type { AccountId, Callers, Role, SessionId } from '@shoal/contract';

/** A signed-in account, as its session says right now. */
export type Member = {
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  readonly role: Role;
  readonly displayName: string;
};

/** Who a handler gets: an entry for anybody may have no member. */
export type CallerOf<Entry extends { callers: Callers }> = Entry['callers'] extends 'anyone'
  ? Member | undefined
  : Member;
