import type { Log } from './log.ts';

/** Something done every so many seconds; a run that takes longer delays its own next one only. */
export type Beat = { name: string; everySeconds: number; run: () => Promise<void> };

const SECOND_MS = 1_000;

/** Owns the second hand of what happens by the clock. */
export class Pulse {
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  readonly #running = new Map<string, Promise<void>>();
  #seconds = 0;

  static open(beats: readonly Beat[], log: Log): Pulse {
    return new Pulse(beats, log);
  }

  private constructor(beats: readonly Beat[], log: Log) {
    this.#log = log;
    this.#timer = setInterval(() => this.#tick(beats), SECOND_MS);
  }

  /** Stops, and waits for what is running. Safe to call twice. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#running.values());
  }

  #tick(beats: readonly Beat[]): void {
    this.#seconds += 1;
    for (const beat of beats) {
      if (this.#seconds % beat.everySeconds !== 0 || this.#running.has(beat.name)) continue;
      this.#running.set(beat.name, this.#run(beat));
    }
  }

  async #run({ name, run }: Beat): Promise<void> {
    try {
      await run();
    } catch (err) {
      this.#log.warn({ err, beat: name }, 'a beat failed');
    } finally {
      this.#running.delete(name);
    }
  }
}
