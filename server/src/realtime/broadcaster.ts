import { type Broadcast, type BroadcastPayload, shows } from '@shoal/contract';
import type { Server } from 'socket.io';
import type { Room } from './socket-rooms.ts';

export type CloseReason = BroadcastPayload<typeof shows.sessionClosed>['reason'];

/** Sends contract broadcasts to rooms. Nothing here is kept for who is away. */
export type Broadcaster = {
  /** To a room's sockets on every server. */
  send<B extends Broadcast>(room: Room, broadcast: B, payload: BroadcastPayload<B>): void;
  /** To a room's sockets on this server only: for what each server sends from its own copy, as the show log. */
  sendHere<B extends Broadcast>(room: Room, broadcast: B, payload: BroadcastPayload<B>): void;
  /** Like `send`, but skips sockets that cannot take it right now: counters, where the next one replaces this one. */
  sendVolatile<B extends Broadcast>(room: Room, broadcast: B, payload: BroadcastPayload<B>): void;
  /** Like `sendVolatile`, to this server's sockets only. */
  sendVolatileHere<B extends Broadcast>(room: Room, broadcast: B, payload: BroadcastPayload<B>): void;
  /** Tells a room's sockets why, then closes them, on every server. */
  closeSockets(room: Room, reason: CloseReason): void;
};

/** The broadcaster on a socket server. */
export function createBroadcaster(io: Server): Broadcaster {
  return {
    send: (room, { name }, payload) => void io.to(room).emit(name, payload),
    sendHere: (room, { name }, payload) => void io.local.to(room).emit(name, payload),
    sendVolatile: (room, { name }, payload) => void io.volatile.to(room).emit(name, payload),
    sendVolatileHere: (room, { name }, payload) => void io.local.volatile.to(room).emit(name, payload),
    closeSockets(room, reason) {
      io.to(room).emit(shows.sessionClosed.name, { reason });
      io.in(room).disconnectSockets(true);
    },
  };
}
