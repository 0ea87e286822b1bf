import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/new-id.ts';
import { percentile } from '../measure/statistics.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { CountingClient } from './counting-client.ts';
import { openHost, type Press, pressPeer } from './press.ts';
import { RoomClient } from './room-client.ts';
import type { Burst, Pressed, SwarmOptions } from './swarm-options.ts';
import { toCookie, toToken } from './token.ts';

type Client = RoomClient | CountingClient;

// More at once would measure the listening queue.
const CONNECTING_AT_ONCE = 100;
const CONNECT_LIMIT_MS = 300_000;
const DELIVERY_LIMIT_MS = 10_000;

/** Many clients and the host who presses, in one process and on one clock. */
export class Swarm {
  readonly #options: SwarmOptions;
  readonly #clients: Client[] = [];
  readonly #arrivals: Arrivals;
  #press: Press | undefined;
  #payloadBytes = 0;

  /** Connects everybody. @throws Error when that takes longer than five minutes. */
  static async open(options: SwarmOptions): Promise<Swarm> {
    const swarm = new Swarm(options);
    await swarm.#connectAll();
    return swarm;
  }

  private constructor(options: SwarmOptions) {
    this.#options = options;
    this.#arrivals = createArrivals(options.sockets);
  }

  /** The clients of a show, in the order of their shopkeepers. */
  get rooms(): readonly RoomClient[] {
    return this.#clients.filter((client) => client instanceof RoomClient);
  }

  /** How long the newest broadcast was on the wire. */
  get payloadBytes(): number {
    return this.#payloadBytes;
  }

  countJoined(): number {
    return this.#clients.reduce((count, client) => count + Number(client.isJoined), 0);
  }

  /** How many clients applied everything up to this seq. */
  countAt(seq: number): number {
    return this.#clients.reduce((count, client) => count + Number(client.lastSeq >= seq), 0);
  }

  /** Entries that came twice on one socket, and holes that had to be asked for. */
  countFaults(): { repeats: number; gaps: number } {
    const sum = { repeats: 0, gaps: 0 };
    for (const { gaps, repeats } of this.#clients) {
      sum.repeats += repeats;
      sum.gaps += gaps;
    }
    return sum;
  }

  /** Presses so often, waits until all have it or ten seconds passed, and says how it went. */
  async press({ count, everyMs }: Burst): Promise<Pressed> {
    this.#press ??= this.#openPress();
    const press = this.#press;
    const before = this.countFaults();
    const presses: Promise<{ seq: number; atMs: number }>[] = [];
    for (let turn = 0, due = performance.now(); turn < count; turn += 1, due += everyMs) {
      await wait(Math.max(0, due - performance.now()));
      const atMs = performance.now();
      presses.push(press().then((seq) => ({ seq, atMs })));
    }
    const pressed = await Promise.all(presses);
    const deadline = performance.now() + DELIVERY_LIMIT_MS;
    while (performance.now() < deadline && !this.#haveAll(pressed.map(({ seq }) => seq))) await wait(20);
    const after = this.countFaults();
    const result = this.#sum(pressed);
    this.#arrivals.clear();
    return { ...result, repeats: after.repeats - before.repeats, gaps: after.gaps - before.gaps };
  }

  /** Cuts every line at once, as a server that dies does. */
  cut(): void {
    for (const client of this.#clients) client.cut();
  }

  close(): void {
    for (const client of this.#clients) client instanceof RoomClient ? client.close() : client.cut();
    this.#press?.close();
  }

  async #connectAll(): Promise<void> {
    const deadline = performance.now() + CONNECT_LIMIT_MS;
    let next = 0;
    const connectNext = async () => {
      while (next < this.#options.sockets) {
        const client = this.#openClient(next++);
        this.#clients.push(client);
        await Promise.race([client.joined, wait(deadline - performance.now(), undefined, { ref: false })]);
        if (!client.isJoined) throw new Error(`client ${this.#clients.length} did not get in`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, connectNext));
  }

  #openClient(index: number): Client {
    const { acknowledges = false, comesBack = false, from = 0, keepsEntries = false, target } = this.#options;
    const onApplied = (seq: number, bytes: number) => {
      this.#arrivals.note(seq);
      if (bytes > 0) this.#payloadBytes = bytes;
    };
    if (target.kind !== 'shoal')
      return CountingClient.open({ port: target.port, dialect: target.kind, onApplied, acknowledges });
    return RoomClient.open({
      port: target.port,
      cookie: toCookie(toToken(target.secret, from + index)),
      showId: target.showId,
      tabId: newId(),
      door: 'room',
      onApplied,
      keepsEntries,
      comesBack,
      ...(acknowledges && { receipts: 'received' as const }),
    });
  }

  #openPress(): Press {
    const { target } = this.#options;
    if (target.kind === 'shoal') return openHost(target);
    const [first] = this.#clients;
    if (!(first instanceof CountingClient)) throw new Error('a swarm has one client at least');
    return pressPeer(first);
  }

  #haveAll(seqs: readonly number[]): boolean {
    const last = Math.max(...seqs);
    const { acknowledges, sockets } = this.#options;
    if (seqs.some((seq) => this.#arrivals.of(seq).length < sockets)) return false;
    return !acknowledges || this.rooms.every((room) => room.reportedSeq >= last);
  }

  #sum(pressed: readonly { seq: number; atMs: number }[]): Omit<Pressed, 'repeats' | 'gaps'> {
    const lastMs: number[] = [];
    const spreadMs: number[] = [];
    const delays: number[] = [];
    let delivered = 0;
    for (const { atMs, seq } of pressed) {
      const times = this.#arrivals.of(seq);
      const [first = Number.NaN, last = Number.NaN] = [times[0], times.at(-1)];
      delivered += times.length;
      for (const time of times) delays.push(time - atMs);
      lastMs.push(last - atMs);
      spreadMs.push(last - first);
    }
    const top = Math.max(...pressed.map(({ seq }) => seq));
    const acknowledged = this.rooms.filter((room) => room.reportedSeq >= top).length * pressed.length;
    const expected = pressed.length * this.#options.sockets;
    const arrivalP99Ms = percentile(delays, 0.99);
    return { top, expected, delivered, acknowledged, lastMs, spreadMs, arrivalP99Ms };
  }
}
