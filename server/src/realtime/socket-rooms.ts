import type { AccountId, league, SessionId, ShowId, TabId } from '@shoal/contract';

/** A set of sockets that a message can be sent to, across servers. */
export type Room = string & { readonly __room: never };

/** Everybody in a show, whichever door they came through. */
export const showRoom = (showId: ShowId): Room => `show:${showId}` as Room;
/** The crew's tabs in a show's studio. */
export const studioRoom = (showId: ShowId): Room => `show:${showId}:studio` as Room;
/** One studio tab, which may own a show's stage. */
export const tabRoom = (showId: ShowId, tabId: TabId): Room => `show:${showId}:tab:${tabId}` as Room;
/** Every socket of one account. */
export const accountRoom = (accountId: AccountId): Room => `account:${accountId}` as Room;
/** Every socket of one session. */
export const sessionRoom = (sessionId: SessionId): Room => `session:${sessionId}` as Room;
/** One account's sockets in one show. */
export const personInShowRoom = (showId: ShowId, accountId: AccountId): Room => `show:${showId}:${accountId}` as Room;
/** Who has the board of one league of a show open. */
export const leagueRoom = (showId: ShowId, { reach, tenure }: league.LeagueName): Room =>
  `show:${showId}:league:${tenure}:${reach}` as Room;
