import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Answer, Answers, Question } from './answer-parent.ts';

export type PinnedProcessOptions = {
  /** The Node program and its arguments. */
  args: readonly string[];
  nodeFlags?: readonly string[];
  env?: Record<string, string>;
  /** The core it keeps to, where there is `taskset` and more than one core; without it, any. */
  core?: number;
  /** Runs only while its core has nothing else to do, where there is `chrt`: a crowd must not slow those who measure. */
  givesWay?: boolean;
};

const findTool = (name: string) => [`/usr/bin/${name}`, `/bin/${name}`].find((path) => existsSync(path));
const TASKSET = findTool('taskset');
const CHRT = findTool('chrt');
const ANSWER_LIMIT_MS = 360_000;
/** An error, its stack and the version of Node below it. */
const LAST_WORDS = 15;
const USER_TICKS_PER_SECOND = 100; // What Linux counts in /proc, on every architecture that Node runs on.

/** A Node program on a core of its own, which answers questions. */
export class PinnedProcess<A extends Answers> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #lines: string[] = [];
  readonly #exited: Promise<unknown>;
  #nextId = 0;

  static start<A extends Answers>(options: PinnedProcessOptions): PinnedProcess<A> {
    return new PinnedProcess(options);
  }

  private constructor({ args, core, env = {}, givesWay = false, nodeFlags = [] }: PinnedProcessOptions) {
    const isPinned = TASKSET && core !== undefined && availableParallelism() > core;
    const [program = '', ...rest] = [
      ...(isPinned ? [TASKSET, '-c', String(core)] : []),
      ...(givesWay && CHRT ? [CHRT, '--idle', '0'] : []),
      ...[process.execPath, ...nodeFlags, ...args],
    ];
    this.#child = spawn(program, rest, { env: { PATH: '', ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#exited = once(this.#child, 'exit');
    this.#child.on('message', (answer: Answer) => this.#settle(answer));
    this.#child.once('exit', (code, signal) => this.#failAll(`it ended with ${signal ?? code}`));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#remember(line));
    }
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the process could not be started');
    return pid;
  }

  /** @throws Error when it ends first or takes longer than six minutes. */
  async ask<K extends keyof A & string>(
    name: K,
    ...[input]: Parameters<A[K]> extends [] ? [] : [Parameters<A[K]>[0]]
  ): Promise<Awaited<ReturnType<A[K]>>> {
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    const timer = setTimeout(() => this.#settle({ id, error: `${name}: no answer` }), ANSWER_LIMIT_MS);
    this.#child.send({ id, name, input } satisfies Question);
    return (await waiting.promise.finally(() => clearTimeout(timer))) as Awaited<ReturnType<A[K]>>; // Typed by A.
  }

  /** Waits for a line of JSON on its output that says so. @throws Error with its last words when it ends first. */
  async said<T>(read: (line: Record<string, unknown>) => T | undefined): Promise<T> {
    for (;;) {
      for (const line of this.#lines.splice(0)) {
        const found = line.startsWith('{') ? read(JSON.parse(line)) : undefined;
        if (found !== undefined) return found;
        this.#lastWords = [...this.#lastWords, line].slice(-LAST_WORDS);
      }
      if (this.#child.exitCode !== null)
        throw new Error(`a process of the bench ended:\n${this.#lastWords.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** User and system time of the whole process so far, in seconds. */
  readCpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / USER_TICKS_PER_SECOND;
  }

  readRssBytes(): number {
    const [, pages = '0'] = readFileSync(`/proc/${this.pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4_096;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Settles once it is gone, whoever ended it. */
  get exited(): Promise<unknown> {
    return this.#exited;
  }

  /** Asks it to end and waits until it did: what writes a profile at its end wants that. */
  async end(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#exited;
  }

  /** Kills it and waits until it is gone. Safe to call twice. */
  async close(): Promise<void> {
    this.#child.kill('SIGCONT');
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  #lastWords: string[] = [];

  #remember(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > 1_000) this.#lines.shift();
  }

  #settle({ data, error, id }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(data);
    else waiting?.reject(new Error(error));
  }

  #failAll(why: string): void {
    for (const id of [...this.#waiting.keys()]) this.#settle({ id, error: why });
  }
}
