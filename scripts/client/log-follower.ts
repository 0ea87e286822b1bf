import { randomUUID } from 'node:crypto';
import { drops, log, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { type LiveClient, openLiveClient } from './live-client.ts';

/**
 * A shopkeeper's tab that keeps the whole log as it applied it, by the client rule of the protocol, and tells the server
 * what it received, a little later, until that is acknowledged [RC1].
 */
export class LogFollower {
  /** Every seq in the order it was applied. */
  readonly applied: number[] = [];
  readonly entries: log.LogEntry[] = [];
  /** How often it had to join: once, and once more for every break. */
  joins = 0;
  /** The highest seq whose receipt the server has acknowledged. */
  confirmedSeq = 0;
  readonly #client: LiveClient;
  readonly #showId: ShowId;
  readonly #tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.
  #epoch = '';
  #isReporting = false;
  #isClosed = false;

  constructor(url: string, cookie: string, showId: ShowId) {
    this.#showId = showId;
    this.#client = openLiveClient(url, cookie);
    this.#client.on(log.entryAppended, ({ epoch, entry }) => {
      if (epoch === this.#epoch) void this.#take(entry);
    });
    this.#client.on(log.heartbeat, ({ top }) => {
      if (top > this.last) void this.#resume();
    });
    this.#client.onConnect(() => void this.#join());
  }

  get last(): number {
    return this.applied.at(-1) ?? 0;
  }

  close(): void {
    this.#isClosed = true;
    this.#client.close();
  }

  async #join(): Promise<void> {
    const position = this.#epoch === '' ? null : { epoch: this.#epoch, seq: this.last };
    const input = {
      showId: this.#showId,
      tabId: this.#tabId,
      door: 'room',
      protocol: PROTOCOL_VERSION,
      position,
    } as const;
    try {
      const joined = await this.#client.send(shows.joinShow, input);
      this.joins += 1;
      this.#epoch = joined.log.epoch;
      for (const entry of joined.log.entries) this.#apply(entry);
    } catch {
      setTimeout(() => void this.#join(), 500); // The server is there but not ready; a broken socket connects anew.
    }
  }

  async #take(entry: log.LogEntry): Promise<void> {
    if (entry.seq > this.last + 1) await this.#resume();
    this.#apply(entry);
  }

  async #resume(): Promise<void> {
    const position = { epoch: this.#epoch, seq: this.last };
    const tail = await this.#client.send(log.resumeLog, { showId: this.#showId, position }).catch(() => undefined);
    for (const entry of tail?.entries ?? []) this.#apply(entry);
  }

  #apply(entry: log.LogEntry): void {
    if (entry.seq !== this.last + 1) return;
    this.applied.push(entry.seq);
    this.entries.push(entry);
    void this.#report();
  }

  /** One report at a time; the next carries what came meanwhile. */
  async #report(): Promise<void> {
    if (this.#isReporting) return;
    this.#isReporting = true;
    while (!this.#isClosed && this.confirmedSeq < this.last) {
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 150));
      const report = { showId: this.#showId, epoch: this.#epoch, appliedSeq: this.last, seen: [], saved: [] };
      const answer = await this.#client.send(drops.reportReceipts, report).catch(() => undefined);
      this.confirmedSeq = Math.max(this.confirmedSeq, answer?.appliedSeq ?? 0);
    }
    this.#isReporting = false;
  }
}
