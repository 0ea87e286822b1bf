import type { Socket as RawSocket } from 'node:net';
import { shows } from '@shoal/contract';
import type { Server, Socket } from 'socket.io';

/** What waits in this process for a socket to take it; the parts below it are looked at with care, as they are not promised. */
type Queues = {
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
  readonly transport?: { readonly socket?: { readonly _socket?: RawSocket | null } };
};

const TICK_MS = 1_000;
/** A look takes what lies far apart in the memory of ten thousand: each socket is looked at once in so many ticks. */
const TICKS_FOR_ALL = 4;
const MAX_WAITING_BYTES = 1024 * 1024;
const MAX_WAITING_MS = 10_000;
/** A client that reads on has so long to read why it was closed. */
const FAREWELL_MS = 2_000;

/**
 * Owns the timer that keeps slow clients from filling the memory: one for whom more than 1 MiB waits, or whose queue was not
 * empty for 10 s since it was found so, is told `too_slow` and closed. It comes back and resumes from the last seq that it
 * applied. Who waits is found within 4 s and looked at each second from then on.
 */
export class SlowSockets {
  readonly #io: Server;
  readonly #timer: NodeJS.Timeout;
  /** Sockets for whom something waits, and since when. */
  #waitingSince = new Map<Socket, number>();
  /** Goes on where it stood; a map's iterator bears that others come and go. */
  #next: Iterator<Socket>;

  static open(io: Server): SlowSockets {
    return new SlowSockets(io);
  }

  private constructor(io: Server) {
    this.#io = io;
    this.#next = io.sockets.sockets.values();
    this.#timer = setInterval(() => this.check(performance.now()), TICK_MS).unref();
  }

  /** Closes who is too slow at this moment, of those for whom something waited and of the next quarter of all. */
  check(nowMs: number): void {
    const before = this.#waitingSince;
    this.#waitingSince = new Map();
    for (const socket of new Set([...before.keys(), ...this.#takeNext()])) {
      const bytes = countWaitingBytes(socket);
      if (bytes === 0 || !socket.connected) continue;
      const sinceMs = before.get(socket) ?? nowMs;
      if (bytes > MAX_WAITING_BYTES || nowMs - sinceMs > MAX_WAITING_MS) closeSlowSocket(socket);
      else this.#waitingSince.set(socket, sinceMs);
    }
  }

  #takeNext(): Socket[] {
    const all = this.#io.sockets.sockets;
    return Array.from({ length: Math.ceil(all.size / TICKS_FOR_ALL) }, () => {
      const next = this.#next.next();
      if (!next.done) return next.value;
      this.#next = all.values();
      return this.#next.next().value as Socket; // There is one, or the length were 0.
    });
  }

  /** Stops watching; safe to call twice. */
  close(): void {
    clearInterval(this.#timer);
  }
}

/** Tells a client that it is too slow, and closes it whatever waits for it. It comes back within the spread [CL1]. */
export function closeSlowSocket(socket: Pick<Socket, 'conn' | 'data' | 'disconnect' | 'emit'>): void {
  const tcp = findTcp(socket);
  socket.data.closedFor = 'too_slow';
  socket.emit(shows.sessionClosed.name, { reason: 'too_slow' });
  socket.disconnect(true);
  setTimeout(() => tcp?.destroy(), FAREWELL_MS).unref(); // Closing waits for what is queued, which may be for ever.
}

const queuesOf = (socket: Pick<Socket, 'conn'>) => socket.conn as unknown as Queues; // Public in JavaScript only.
const findTcp = (socket: Pick<Socket, 'conn'>) => queuesOf(socket).transport?.socket?._socket ?? undefined;

function countWaitingBytes(socket: Socket): number {
  let bytes = findTcp(socket)?.writableLength ?? 0;
  for (const { data } of queuesOf(socket).writeBuffer ?? []) bytes += typeof data === 'string' ? data.length : 0;
  return bytes;
}
