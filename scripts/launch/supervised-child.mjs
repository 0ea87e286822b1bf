import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { diesWithParent } from './die-with-parent.mjs';

/** A first end is answered at once: a show may be on. */
const DELAYS_MS = [0, 200, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/** Who lived this long has recovered: the next end counts as the first again. */
const RECOVERED_MS = 10_000;

/** How long to wait before the n-th start in a row that did not last, counted from 0. */
export function toRestartDelayMs(failuresInARow) {
  return DELAYS_MS[Math.min(failuresInARow, DELAYS_MS.length - 1)];
}

/** Owns one child process and keeps it running until it is stopped. It never outlives us. */
export class SupervisedChild {
  name;
  /** How often in a row it ended soon after its start. */
  failuresInARow = 0;
  #spec;
  #child;
  #exited = Promise.resolve();
  #retry;
  #isStopping = false;

  /**
   * `onLine` hears each line that it prints, `onNotice` each end with its reason, `onPid` each new process.
   * @param spec `{ name, command, args, env, cwd, onLine, onNotice, onPid }`
   */
  constructor(spec) {
    this.name = spec.name;
    this.#spec = spec;
  }

  start() {
    const { command, args, env, cwd, onLine, onPid } = this.#spec;
    const wrapped = diesWithParent('TERM', command, args);
    const startedAt = Date.now();
    // A group of its own: Ctrl-C reaches us alone, and we end the children in order.
    const stdio = [wrapped.needsPipe ? 'pipe' : 'ignore', 'pipe', 'pipe'];
    const child = spawn(wrapped.command, wrapped.args, { env, cwd, detached: true, stdio });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
    this.#exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not start: ${error.message}`));
      child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    }).then((reason) => this.#onExit(reason, Date.now() - startedAt));
    if (child.pid !== undefined) onPid?.(child.pid);
  }

  /** SIGTERM, and SIGKILL past the bound. Resolves when it is gone. Safe to call twice. */
  async stop(boundMs) {
    this.#isStopping = true;
    clearTimeout(this.#retry);
    this.#child?.kill('SIGTERM');
    const bound = setTimeout(() => this.kill(), boundMs);
    await this.#exited;
    clearTimeout(bound);
  }

  kill() {
    this.#child?.kill('SIGKILL');
  }

  #onExit(reason, livedMs) {
    if (this.#isStopping) return;
    if (livedMs >= RECOVERED_MS) this.failuresInARow = 0;
    const delayMs = toRestartDelayMs(this.failuresInARow);
    this.failuresInARow += 1;
    this.#retry = setTimeout(() => this.start(), delayMs);
    this.#spec.onNotice(`${this.name} ${reason}; starting it again in ${delayMs / 1000} s`);
  }
}
