import type { Broadcast, BroadcastPayload } from '@shoal/contract';
import type { Socket } from 'socket.io';
import type { Member } from '../platform/caller.ts';
import { closeSlowSocket } from './slow-sockets.ts';
import type { Room } from './socket-rooms.ts';

/** Why this server itself closed a socket, where it is told. */
export type ClosedFor = 'too_slow' | 'too_many_devices';

/** A browser's socket as this server types it. */
export type ShoalSocket = Socket<
  Record<string, never>,
  Record<string, never>,
  Record<string, never>,
  { member: Member; closedFor?: ClosedFor }
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
  /** Tells its client that it is too slow, and closes it. */
  closeSlow(): void;
};

/** Wraps a socket for the domains. There are thousands of them, so what one does is on the prototype. */
class SocketConnection implements Connection {
  readonly id: string;
  readonly member: Member;
  readonly #socket: ShoalSocket;
  #onClosed: (() => void)[] | undefined;

  constructor(socket: ShoalSocket) {
    this.id = socket.id;
    this.member = socket.data.member;
    this.#socket = socket;
  }

  async join(...rooms: Room[]): Promise<void> {
    await this.#socket.join(rooms);
  }

  async leave(room: Room): Promise<void> {
    await this.#socket.leave(room);
  }

  isIn(room: Room): boolean {
    return this.#socket.rooms.has(room);
  }

  send<B extends Broadcast>({ name }: B, payload: BroadcastPayload<B>): void {
    (this.#socket as unknown as AnyEmitter).emit(name, payload);
  }

  closeSlow(): void {
    closeSlowSocket(this.#socket);
  }

  onClosed(react: () => void): void {
    if (this.#onClosed) return void this.#onClosed.push(react);
    const reacts = [react];
    this.#onClosed = reacts;
    this.#socket.once('disconnect', () => {
      for (const each of reacts) each();
    });
  }
}

/** Names and payloads are the contract's. */
type AnyEmitter = { emit(name: string, payload: unknown): boolean };

export const toConnection = (socket: ShoalSocket): Connection => new SocketConnection(socket);
