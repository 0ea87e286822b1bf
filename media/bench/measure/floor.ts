import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { onCore } from '../processes/on-core.ts';

const STARTED_WITHIN_MS = 10_000;
const ROUNDS = 5;

/** CPU a packet of the least that a server could do, in us. */
export type FloorFigures = { bytes: number; sendtoUs: number; sendmmsgUs: number; sealUs: number };

/** What no server on this machine can go below: packets sealed and handed to the kernel, on the core of what is tested. */
export class Floor {
  readonly #swarmPath: string;
  readonly #sink: ChildProcess;
  readonly #ports: readonly number[];

  /** @throws Error when the sockets that take the packets cannot be opened */
  static async open(swarmPath: string, receivers: number): Promise<Floor> {
    const [command, args] = onCore('load', swarmPath, ['sink', JSON.stringify({ receivers })]);
    const sink = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const lines = createInterface({ input: sink.stdout });
      const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(STARTED_WITHIN_MS) });
      return new Floor(swarmPath, sink, JSON.parse(String(line)) as number[]); // What the sink writes is a list of ports.
    } catch (error) {
      sink.kill('SIGKILL');
      throw new Error('no sockets to send to', { cause: error });
    }
  }

  private constructor(swarmPath: string, sink: ChildProcess, ports: readonly number[]) {
    this.#swarmPath = swarmPath;
    this.#sink = sink;
    this.#ports = ports;
  }

  /** The smallest of five rounds of three windows each. */
  async measure(bytes: number, windowMs: number): Promise<FloorFigures> {
    const told = { bytes: Math.round(bytes), rounds: ROUNDS, windowMs, ports: this.#ports };
    const { stdout } = await promisify(execFile)(...onCore('tested', this.#swarmPath, ['floor', JSON.stringify(told)]));
    return JSON.parse(stdout) as FloorFigures; // Of our own program.
  }

  async close(): Promise<void> {
    if (this.#sink.exitCode !== null) return;
    const ended = once(this.#sink, 'exit');
    this.#sink.kill('SIGKILL');
    await ended;
  }
}
