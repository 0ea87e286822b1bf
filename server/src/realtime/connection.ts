import type { Broadcast, BroadcastPayload } from '@shoal/contract';
import type { Socket } from 'socket.io';
import type { Member } from '../platform/caller.ts';
import type { Room } from './socket-rooms.ts';

/** A browser's socket as this server types it. */
export type ShoalSocket = Socket<
  Record<string, never>,
  Record<string, never>,
  Record<string, never>,
  { member: Member }
>;

/** One signed-in socket, as domains see it. The same object for as long as the socket lives. */
export type Connection = {
  readonly id: string;
  readonly member: Member;
  join(...rooms: Room[]): Promise<void>;
  leave(room: Room): Promise<void>;
  isIn(room: Room): boolean;
  /** To this socket alone. */
  send<B extends Broadcast>(broadcast: B, payload: BroadcastPayload<B>): void;
  /** Runs once when the socket is gone, whoever closed it. */
  onClosed(react: () => void): void;
};

/** Wraps a socket for the domains. */
export function toConnection(socket: ShoalSocket): Connection {
  const emit = socket.emit.bind(socket) as (name: string, payload: unknown) => boolean; // Names are the contract's.
  return {
    id: socket.id,
    member: socket.data.member,
    join: async (...rooms) => void (await socket.join(rooms)),
    leave: async (room) => void (await socket.leave(room)),
    isIn: (room) => socket.rooms.has(room),
    send: ({ name }, payload) => void emit(name, payload),
    onClosed: (react) => void socket.once('disconnect', react),
  };
}
