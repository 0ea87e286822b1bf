import { performance } from 'node:perf_hooks';
import { type ShoalProcess, type ShoalProcessOptions, startShoal } from '../../bench/processes/start-shoal.ts';
import { findFreePort } from '../../src/testing/free-port.ts';

/** A server that is started again, at the same port, each time that it dies: what the launcher does. */
export class LivingServer {
  readonly port: number;
  /** How long each death kept it from listening, in ms. */
  readonly awayMs: number[] = [];
  readonly #options: ShoalProcessOptions;
  readonly #envOf: (life: number) => Record<string, string>;
  #now: ShoalProcess;
  #isClosed = false;
  #living: Promise<void>;

  /** @param envOf what each life gets beside the options; the first is 0 */
  static async open(
    options: Omit<ShoalProcessOptions, 'port'>,
    envOf: (life: number) => Record<string, string> = () => ({}),
  ): Promise<LivingServer> {
    const withPort = { ...options, port: await findFreePort() };
    const first = await startShoal({ ...withPort, env: { ...options.env, ...envOf(0) } });
    return new LivingServer(withPort, envOf, first);
  }

  private constructor(
    options: ShoalProcessOptions & { port: number },
    envOf: (life: number) => Record<string, string>,
    first: ShoalProcess,
  ) {
    this.#options = options;
    this.#envOf = envOf;
    this.port = options.port;
    this.#now = first;
    this.#living = this.#live();
    this.#living.catch(() => {}); // Told by `untilDied`; nobody may be waiting there at the moment.
  }

  /** The process of this moment. */
  get process(): ShoalProcess['process'] {
    return this.#now.process;
  }

  /** Kills it as an out-of-memory killer would, and waits until its successor listens. */
  async kill(): Promise<void> {
    const deaths = this.awayMs.length;
    this.#now.process.kill('SIGKILL');
    await this.untilDied(deaths + 1);
  }

  /** Waits until it has died and come back so many times. @throws Error when it cannot come back. */
  async untilDied(times: number): Promise<void> {
    while (this.awayMs.length < times) {
      await Promise.race([this.#living, new Promise((resolve) => setTimeout(resolve, 10))]);
      if (this.#isClosed) throw new Error('the server is closed');
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#now.process.close();
    await this.#living.catch(() => {}); // One that could not come back is gone already.
  }

  async #live(): Promise<void> {
    for (let life = 1; ; life += 1) {
      await this.#now.process.exited;
      if (this.#isClosed) return;
      const diedMs = performance.now();
      this.#now = await startShoal({ ...this.#options, env: { ...this.#options.env, ...this.#envOf(life) } });
      if (this.#isClosed) return this.#now.process.close(); // Closed while it came back.
      this.awayMs.push(performance.now() - diedMs);
    }
  }
}
