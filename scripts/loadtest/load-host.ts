import { randomUUID } from 'node:crypto';
import {
  AppError,
  drops,
  type IdempotencyKey,
  PROTOCOL_VERSION,
  type ShowId,
  shows,
  type TabId,
  tasks,
} from '@shoal/contract';
import { type LiveClient, openLiveClient } from '../client/live-client.ts';
import type { School } from './seed-school.ts';

const RETRY_MS = 200;

/** Owns the host's socket: drops as her page does, each with one key until it is acknowledged, and watches who is there. */
export class LoadHost {
  /** How many shopkeepers the server says are in the room. */
  online = 0;
  mostOnline = 0;
  /** The seqs that were acknowledged, in the order of the presses. */
  readonly acknowledged: number[] = [];
  readonly #client: LiveClient;
  readonly #showId: ShowId;
  readonly #tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.

  constructor(url: string, school: School) {
    this.#showId = school.showId;
    this.#client = openLiveClient(url, `sid=${school.hostToken}`);
    this.#client.on(shows.presenceChanged, ({ online }) => this.#count(online));
    this.#client.onConnect(() => void this.#join());
  }

  /** One press of the button. Resolves when it is committed, however often the server died in between. */
  async drop(input: { materialId: School['materialId'] }): Promise<number> {
    const press = { showId: this.#showId, idempotencyKey: newKey(), ...input };
    const { seq } = await untilAnswered(() => this.#client.send(drops.publishDrop, press));
    this.acknowledged.push(seq);
    return seq;
  }

  /** Asks everybody to forward a material that was dropped. Resolves when it is committed. */
  async openTask(asked: { materialId: School['materialId']; targetForwards: number }): Promise<void> {
    const task = { ...asked, minutes: 10, points: 10 };
    const press = { showId: this.#showId, idempotencyKey: newKey(), task };
    await untilAnswered(() => this.#client.send(tasks.openTask, press));
  }

  close(): void {
    this.#client.close();
  }

  async #join(): Promise<void> {
    const join = { showId: this.#showId, tabId: this.#tabId, door: 'studio', position: null } as const;
    const joined = await this.#client
      .send(shows.joinShow, { ...join, protocol: PROTOCOL_VERSION })
      .catch(() => undefined);
    if (joined) this.#count(joined.online);
  }

  #count(online: number): void {
    this.online = online;
    this.mostOnline = Math.max(this.mostOnline, online);
  }
}

const newKey = () => randomUUID() as IdempotencyKey;

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

const isPassing = (error: unknown) =>
  error instanceof AppError && ['server.unavailable', 'shows.not_joined', 'request.rate_limited'].includes(error.code);
