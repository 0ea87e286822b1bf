import type { AccountId, ShowId } from '@shoal/contract';
import type { Presence, PresentAccount } from './presence.ts';

/** Presence of a server that is alone, and each server's own part where there are many. */
export type LocalPresence = {
  enter: Presence['enter'];
  leave: Presence['leave'];
  list(showId: ShowId): PresentAccount[];
  countHere(showId: ShowId): number;
  listShows(): ShowId[];
};

/** Opens the register of this server's own people. */
export function createLocalPresence(): LocalPresence {
  const shows = new Map<ShowId, Map<AccountId, Set<string>>>();
  return {
    enter(showId, accountId, socketId) {
      const people = shows.get(showId) ?? new Map<AccountId, Set<string>>();
      const sockets = people.get(accountId) ?? new Set<string>();
      shows.set(showId, people.set(accountId, sockets.add(socketId)));
    },
    leave(showId, accountId, socketId) {
      const people = shows.get(showId);
      const sockets = people?.get(accountId);
      sockets?.delete(socketId);
      if (sockets?.size === 0) people?.delete(accountId);
      if (people?.size === 0) shows.delete(showId);
    },
    list: (showId) =>
      [...(shows.get(showId) ?? [])].map(([accountId, sockets]) => ({ accountId, devices: sockets.size })),
    countHere: (showId) => shows.get(showId)?.size ?? 0,
    listShows: () => [...shows.keys()],
  };
}

/** Presence in this process alone. */
export function createMemoryPresence(): Presence {
  const local = createLocalPresence();
  return {
    enter: local.enter,
    leave: local.leave,
    count: async (showId) => local.countHere(showId),
    list: async (showId) => local.list(showId),
    sync: async () => {},
    close: async () => {},
  };
}
