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
  /** People here who entered as guests, each once; the same list until somebody comes or goes. */
  listGuests(showId: ShowId): readonly AccountId[];
  countSockets(showId: ShowId): number;
  countStudios(showId: ShowId): number;
  /** Shows with a studio here. */
  listStudios(): ShowId[];
};

/** What is asked every second is counted as people come and go, not by walking ten thousand. */
type Room = {
  sockets: Map<string, Joined>;
  studios: number;
  guests: readonly AccountId[] | undefined;
};

/** Opens the register. `onLeft` runs once for each show that a closing socket was in. */
export function createJoinedSockets(onLeft: (socket: ShowSocket, joined: Joined) => void): JoinedSockets {
  const rooms = new Map<ShowId, Room>();
  const watched = new Map<string, ShowSocket>();
  const tabs = new Map<string, Joined>();
  const remove = (socketId: string, showId: ShowId) => {
    const room = rooms.get(showId);
    const joined = room?.sockets.get(socketId);
    if (!room || !joined) return undefined;
    room.sockets.delete(socketId);
    if (room.sockets.size === 0) rooms.delete(showId);
    if (joined.door === 'studio') room.studios -= 1;
    room.guests = undefined;
    // A tab that came back on a new socket is still here when its old one closes.
    if (tabs.get(toTabKey(joined)) === joined) tabs.delete(toTabKey(joined));
    return joined;
  };
  const find = (socketId: string, showId: ShowId) => rooms.get(showId)?.sockets.get(socketId);
  return {
    remove,
    find,
    add(socket, joined) {
      if (!watched.has(socket.id)) return false;
      remove(socket.id, joined.showId);
      const room = rooms.get(joined.showId) ?? { sockets: new Map(), studios: 0, guests: undefined };
      rooms.set(joined.showId, room);
      room.sockets.set(socket.id, joined);
      if (joined.door === 'studio') room.studios += 1;
      room.guests = undefined;
      tabs.set(toTabKey(joined), joined);
      return true;
    },
    watch(socket) {
      if (watched.has(socket.id)) return;
      watched.set(socket.id, socket);
      socket.onClosed(() => {
        watched.delete(socket.id);
        for (const showId of [...rooms.keys()]) {
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
    listShows: () => [...rooms.keys()],
    listGuests(showId) {
      const room = rooms.get(showId);
      if (room) room.guests ??= [...toGuests(room.sockets.values())];
      return room?.guests ?? NOBODY;
    },
    countSockets: (showId) => rooms.get(showId)?.sockets.size ?? 0,
    countStudios: (showId) => rooms.get(showId)?.studios ?? 0,
    listStudios: () => [...rooms].flatMap(([showId, { studios }]) => (studios > 0 ? [showId] : [])),
  };
}

const NOBODY: readonly AccountId[] = [];

function toGuests(sockets: Iterable<Joined>): Set<AccountId> {
  const guests = new Set<AccountId>();
  for (const { access, accountId } of sockets) if (access === 'enter') guests.add(accountId);
  return guests;
}

const toTabKey = ({ accountId, showId, tabId }: Pick<Joined, 'accountId' | 'showId' | 'tabId'>) =>
  `${showId} ${accountId} ${tabId}`;
