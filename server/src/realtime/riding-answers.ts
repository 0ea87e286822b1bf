import { type EngineClient, findIdleTcp, isShortPacket, toFrames } from './engine-client.ts';

/** How often is looked who has no ride yet: an answer waits for more than 2 s, longer than between drops of a lively show. */
const LOOKED_EVERY_MS = 2_000;
const NOTHING = Buffer.alloc(0);

type Rider = { client: EngineClient; packets: readonly string[] };

/**
 * Owns the answers that nobody waits for: they ride on what is written to their socket next, in the same write, or go
 * alone after 2 to 4 s; a client asks again after 5 s without an answer.
 */
export class RidingAnswers {
  #fresh: Rider[] = [];
  #overdue: Rider[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Takes a packet as Engine.IO carries it. One that is too long to ride goes at once. */
  add(client: EngineClient, packet: string): void {
    if (!isShortPacket(packet)) return void client.conn.write(packet.slice(1));
    if (client.riding) return void client.riding.push(packet);
    client.riding = [packet];
    this.#fresh.push({ client, packets: client.riding });
    this.#timer ??= setTimeout(() => this.#look(), LOOKED_EVERY_MS).unref();
  }

  /** Sends what waits. Safe to call twice. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const rider of [...this.#overdue, ...this.#fresh]) sendAlone(rider);
    this.#overdue = [];
    this.#fresh = [];
  }

  #look(): void {
    for (const rider of this.#overdue) sendAlone(rider);
    this.#overdue = this.#fresh;
    this.#fresh = [];
    this.#timer = this.#overdue.length > 0 ? setTimeout(() => this.#look(), LOOKED_EVERY_MS).unref() : undefined;
  }
}

function sendAlone({ client, packets }: Rider): void {
  if (client.riding !== packets) return; // They got a ride.
  client.riding = undefined;
  const tcp = findIdleTcp(client);
  if (tcp) return void tcp.write(toFrames(packets, NOTHING));
  for (const packet of packets) client.conn.write(packet.slice(1)); // Engine.IO marks it as a message itself.
}
