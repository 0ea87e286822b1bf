import { type EngineClient, findIdleTcp, isShortPacket, toFrames } from './engine-client.ts';

/** Longer than the time between two drops of a lively show; clients ask again after 5 s without an answer. */
const MAX_RIDE_MS = 3_000;
const NOTHING = Buffer.alloc(0);

/**
 * Owns the answers that nobody waits for: they ride on what is written to their socket next, in the same write, or go
 * alone after 3 s.
 */
export class RidingAnswers {
  #riders: EngineClient[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Takes a packet as Engine.IO carries it. One that is too long to ride goes at once. */
  add(client: EngineClient, packet: string): void {
    if (!isShortPacket(packet)) return void client.conn.write(packet.slice(1));
    if (client.riding) return void client.riding.push(packet);
    client.riding = [packet];
    this.#riders.push(client);
    this.#timer ??= setTimeout(() => this.#flush(), MAX_RIDE_MS).unref();
  }

  /** Sends what waits. Safe to call twice. */
  close(): void {
    clearTimeout(this.#timer);
    this.#flush();
  }

  #flush(): void {
    this.#timer = undefined;
    const riders = this.#riders;
    this.#riders = [];
    for (const client of riders) sendAlone(client);
  }
}

function sendAlone(client: EngineClient): void {
  const packets = client.riding;
  if (!packets) return; // It got a ride.
  client.riding = undefined;
  const tcp = findIdleTcp(client);
  if (tcp) return void tcp.write(toFrames(packets, NOTHING));
  for (const packet of packets) client.conn.write(packet.slice(1)); // Engine.IO marks it as a message itself.
}
