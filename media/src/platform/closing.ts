import type { Log } from './log.ts';

/** What was opened, to be closed in reverse; each step has a bound, and a step that fails stops none of the others. */
export class Closing {
  readonly #log: Log;
  readonly #steps: { name: string; boundMs: number; close: () => unknown }[] = [];
  #done: Promise<void> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, boundMs: number, close: () => unknown): void {
    this.#steps.push({ name, boundMs, close });
  }

  /** Safe to call twice. */
  close(): Promise<void> {
    this.#done ??= this.#run();
    return this.#done;
  }

  async #run(): Promise<void> {
    for (const { name, boundMs, close } of this.#steps.toReversed()) {
      let timer: NodeJS.Timeout | undefined;
      const bound = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`took longer than ${boundMs} ms`)), boundMs);
      });
      try {
        await Promise.race([Promise.resolve().then(close), bound]);
      } catch (error) {
        this.#log.error({ err: error, step: name }, 'could not be closed cleanly');
      } finally {
        clearTimeout(timer);
      }
    }
  }
}
