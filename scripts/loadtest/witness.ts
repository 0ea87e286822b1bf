import { fileURLToPath } from 'node:url';
import type { ShowId } from '@shoal/contract';
import type { Series } from '../../loadtest/lib/vu-report.ts';
import { PinnedProcess } from '../../server/bench/processes/pinned-process.ts';
import type { WitnessAnswers } from './witness-process.ts';

const LOAD_CORE = 1;
const entry = fileURLToPath(new URL('./witness-process.ts', import.meta.url));

/**
 * Raw sockets in a process of their own beside k6, on the core that k6 has: when they get the drops much sooner than k6
 * says, k6 measures itself.
 */
export class Witness {
  readonly #process: PinnedProcess<WitnessAnswers>;

  static async open(
    target: { url: string },
    { isPinned, ...people }: { showId: ShowId; tokens: readonly string[]; rampMs: number; isPinned: boolean },
  ): Promise<Witness> {
    const witness = new Witness(PinnedProcess.start({ args: [entry], ...(isPinned && { core: LOAD_CORE }) }));
    await witness.#process.ask('open', { port: Number(new URL(target.url).port), ...people });
    return witness;
  }

  private constructor(process: PinnedProcess<WitnessAnswers>) {
    this.#process = process;
  }

  /** Times of drops to its sockets, by seq. */
  report(): Promise<Series> {
    return this.#process.ask('report');
  }

  close(): Promise<void> {
    return this.#process.close();
  }
}
