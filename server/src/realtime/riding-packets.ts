import { type EngineClient, isShortPacket, type TcpPath, toFrames } from './engine-client.ts';

const NOTHING = Buffer.alloc(0);
/** Engine.IO 4: what the server asks of a client now and then. */
const PING = '2';

type Rider = { path: TcpPath; packets: readonly string[] };

/**
 * Owns packets that nobody waits for: they ride on what is written to their socket next, in the same write, or go alone
 * when they waited for one to two times `lookEveryMs`.
 */
export class RidingPackets {
  readonly #lookEveryMs: number;
  #fresh: Rider[] = [];
  #overdue: Rider[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(lookEveryMs: number) {
    this.#lookEveryMs = lookEveryMs;
  }

  /** Takes a packet as Engine.IO carries it. One that is too long to ride goes at once; one more rides with those before it. */
  add(path: TcpPath, packet: string): void {
    if (!isShortPacket(packet)) return void sendStock(path.client, packet);
    if (path.riding) return void path.riding.push(packet);
    path.riding = [packet];
    this.#fresh.push({ path, packets: path.riding });
    this.#timer ??= this.#lookLater();
  }

  /** Sends what waits. Safe to call twice. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const rider of [...this.#overdue, ...this.#fresh]) sendAlone(rider);
    this.#overdue = [];
    this.#fresh = [];
  }

  #lookLater(): NodeJS.Timeout {
    return setTimeout(() => this.#look(), this.#lookEveryMs).unref();
  }

  #look(): void {
    for (const rider of this.#overdue) sendAlone(rider);
    this.#overdue = this.#fresh;
    this.#fresh = [];
    this.#timer = this.#overdue.length > 0 ? this.#lookLater() : undefined;
  }
}

function sendAlone({ packets, path }: Rider): void {
  if (path.riding !== packets) return; // They got a ride.
  path.riding = undefined;
  path.doubt(); // Nothing may have been written for long: it may be closing.
  const tcp = path.findIdleTcp();
  if (tcp) return void tcp.write(toFrames(packets, NOTHING));
  for (const packet of packets) sendStock(path.client, packet);
}

function sendStock({ conn }: EngineClient, packet: string): void {
  if (packet === PING) conn.sendPacket('ping');
  else conn.write(packet.slice(1)); // Engine.IO marks it as a message itself.
}

/**
 * Lets Engine.IO's pings ride. It starts to wait for the answer when it decides to ping, so a ride must be short beside its
 * time-out. All else that it sends itself, and a ping to a socket that cannot take it now, goes the stock way.
 */
export function letPingsRide(path: TcpPath, pings: Pick<RidingPackets, 'add'>): void {
  const { conn } = path.client;
  const sendPacket = conn.sendPacket.bind(conn);
  conn.sendPacket = (type, ...more) => {
    if (type === 'ping' && path.findIdleTcp()) return pings.add(path, PING);
    path.doubt();
    sendPacket(type, ...more);
  };
}
