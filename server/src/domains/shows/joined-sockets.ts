import { type AccountId, AppError, type SessionId, type ShowId, type TabId } from '@shoal/contract';
import type { ShowAccess } from './find-show-access.ts';
import type { ShowSocket } from './shows-deps.ts';

/** One socket that is in one show. */
export type Joined = {
  readonly showId: ShowId;
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  readonly tabId: TabId;
  readonly door: 'studio' | 'room';
  readonly access: ShowAccess;
};

/** Which of this server's sockets are in which shows. */
export type JoinedSockets = {
  /** Counts a socket in; a socket that closed meanwhile is not. @returns whether it is in. */
  add(socket: ShowSocket, joined: Joined): boolean;
  remove(socketId: string, showId: ShowId): Joined | undefined;
  /** Notices when a socket closes, from now on. */
  watch(socket: ShowSocket): void;
  find(socketId: string, showId: ShowId): Joined | undefined;
  /** @throws AppError `shows.not_joined` */
  require(socketId: string, showId: ShowId): Joined;
  /** A tab that is connected here and has joined. */
  findTab(showId: ShowId, accountId: AccountId, tabId: TabId): Joined | undefined;
  /** Shows with at least one socket here. */
  listShows(): ShowId[];
  /** People here who entered as guests, each once. */
  listGuests(showId: ShowId): AccountId[];
  countSockets(showId: ShowId): number;
  countStudios(showId: ShowId): number;
};

/** Opens the register. `onLeft` runs once for each show that a closing socket was in. */
export function createJoinedSockets(onLeft: (socket: ShowSocket, joined: Joined) => void): JoinedSockets {
  const shows = new Map<ShowId, Map<string, Joined>>();
  const watched = new Map<string, ShowSocket>();
  const tabs = new Map<string, Joined>();
  const remove = (socketId: string, showId: ShowId) => {
    const joined = shows.get(showId)?.get(socketId);
    shows.get(showId)?.delete(socketId);
    if (shows.get(showId)?.size === 0) shows.delete(showId);
    // A tab that came back on a new socket is still here when its old one closes.
    if (joined && tabs.get(toTabKey(joined)) === joined) tabs.delete(toTabKey(joined));
    return joined;
  };
  const find = (socketId: string, showId: ShowId) => shows.get(showId)?.get(socketId);
  return {
    remove,
    find,
    add(socket, joined) {
      if (!watched.has(socket.id)) return false;
      const sockets = shows.get(joined.showId) ?? new Map<string, Joined>();
      shows.set(joined.showId, sockets.set(socket.id, joined));
      tabs.set(toTabKey(joined), joined);
      return true;
    },
    watch(socket) {
      if (watched.has(socket.id)) return;
      watched.set(socket.id, socket);
      socket.onClosed(() => {
        watched.delete(socket.id);
        for (const showId of [...shows.keys()]) {
          const joined = remove(socket.id, showId);
          if (joined) onLeft(socket, joined);
        }
      });
    },
    require(socketId, showId) {
      const joined = find(socketId, showId);
      if (joined) return joined;
      throw new AppError('shows.not_joined', `this socket has not joined show ${showId}`);
    },
    findTab: (showId, accountId, tabId) => tabs.get(toTabKey({ showId, accountId, tabId })),
    listShows: () => [...shows.keys()],
    listGuests: (showId) => {
      const guests = [...(shows.get(showId)?.values() ?? [])].filter(({ access }) => access === 'enter');
      return [...new Set(guests.map(({ accountId }) => accountId))];
    },
    countSockets: (showId) => shows.get(showId)?.size ?? 0,
    countStudios: (showId) => [...(shows.get(showId)?.values() ?? [])].filter(({ door }) => door === 'studio').length,
  };
}

const toTabKey = ({ accountId, showId, tabId }: Pick<Joined, 'accountId' | 'showId' | 'tabId'>) =>
  `${showId} ${accountId} ${tabId}`;
