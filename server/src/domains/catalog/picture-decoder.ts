import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '@shoal/contract';
import type { DecodeAnswer, DecodedPicture } from './decode-picture.ts';

const PROGRAM = fileURLToPath(new URL('./decode-picture.ts', import.meta.url));
const AT_ONCE = 2;
const MAX_WAITING = 30;
const IDLE_MS = 30_000;
const START_LIMIT_MS = 30_000;
/** On a busy machine a picture may take so many times its processor time. */
const PATIENCE = 6;

export type PictureDecoderOptions = { /** Of processor time, for one picture. */ limitMs?: number; program?: string };
type Child = { process: ChildProcess; ready: Promise<void> };
type Job = { bytes: Uint8Array; resolve: (picture: DecodedPicture) => void; reject: (reason: Error) => void };
type Slot = { child: Child | undefined; job: Job | undefined; idle: NodeJS.Timeout | undefined };

/**
 * Owns up to two child processes that decode strangers' pictures: one that hangs, grows or crashes takes nothing of the
 * server with it. They start when needed and end when idle.
 */
export class PictureDecoder {
  readonly #slots: Slot[] = Array.from({ length: AT_ONCE }, () => ({
    child: undefined,
    job: undefined,
    idle: undefined,
  }));
  readonly #waiting: Job[] = [];
  readonly #limitMs: number;
  readonly #program: string;
  #isClosed = false;

  static open(options: PictureDecoderOptions = {}): PictureDecoder {
    return new PictureDecoder(options);
  }

  private constructor({ limitMs = 5_000, program = PROGRAM }: PictureDecoderOptions) {
    this.#limitMs = limitMs;
    this.#program = program;
  }

  /** @throws AppError `catalog.picture_unreadable` | `server.unavailable` when too many wait */
  decode(bytes: Uint8Array): Promise<DecodedPicture> {
    if (this.#isClosed) throw new Error('the picture decoder is closed');
    if (this.#waiting.length >= MAX_WAITING) throw new AppError('server.unavailable', 'too many pictures wait');
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bytes, resolve, reject });
      this.#startNext();
    });
  }

  /** Ends the children; what waits is refused. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new AppError('server.unavailable', 'the server is closing'));
    for (const slot of this.#slots) {
      clearTimeout(slot.idle);
      slot.child?.process.kill('SIGKILL');
    }
  }

  #startNext(): void {
    const slot = this.#slots.find(({ job }) => job === undefined);
    const job = slot && this.#waiting.shift();
    if (!slot || !job) return;
    clearTimeout(slot.idle);
    slot.job = job;
    slot.child ??= this.#openChild(slot);
    void this.#run(slot, slot.child, job);
  }

  async #run(slot: Slot, child: Child, job: Job): Promise<void> {
    try {
      await child.ready;
      const answer = await ask(child.process, job.bytes, this.#limitMs);
      if (answer.ok) job.resolve(answer.picture);
      else job.reject(new AppError('catalog.picture_unreadable', answer.reason));
    } catch (cause) {
      child.process.kill('SIGKILL');
      slot.child = undefined;
      job.reject(new AppError('catalog.picture_unreadable', 'the decoder gave up', { cause }));
    }
    slot.job = undefined;
    slot.idle = setTimeout(() => slot.child?.process.kill('SIGKILL'), IDLE_MS).unref();
    this.#startNext();
  }

  #openChild(slot: Slot): Child {
    const child = fork(this.#program, [], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=96'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    });
    child.once('exit', () => {
      if (slot.child?.process === child) slot.child = undefined;
    });
    child.unref();
    child.channel?.unref();
    return { process: child, ready: whenReady(child) };
  }
}

/** A child answers once it has loaded its decoder, which takes long on a busy machine and counts against no picture. */
function whenReady(child: ChildProcess): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the decoder did not start')), START_LIMIT_MS).unref();
    child.once('message', () => resolve(clearTimeout(timer)));
    child.once('exit', () => reject(new Error('the decoder ended')));
    child.once('error', reject);
  });
  ready.catch(() => {}); // Whoever waits for it is told.
  return ready;
}

function ask(child: ChildProcess, bytes: Uint8Array, limitMs: number): Promise<DecodeAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearInterval(timer);
      child.off('message', onAnswer).off('exit', onExit).off('error', onError);
      act();
    };
    const onAnswer = (answer: unknown) => settle(() => resolve(answer as DecodeAnswer)); // Our own program answers.
    const onExit = () => settle(() => reject(new Error('the decoder ended')));
    const onError = (error: Error) => settle(() => reject(error));
    const [startedMs, startedCpuMs] = [performance.now(), readCpuMs(child.pid)];
    const timer = setInterval(() => {
      const spentMs = performance.now() - startedMs;
      const cpuMs = readCpuMs(child.pid) - startedCpuMs;
      const isOver = cpuMs >= limitMs || spentMs >= limitMs * PATIENCE || (Number.isNaN(cpuMs) && spentMs >= limitMs);
      if (isOver) settle(() => reject(new Error(`no picture in ${Math.round(spentMs)} ms`)));
    }, limitMs / 10);
    child.once('message', onAnswer).once('exit', onExit).once('error', onError);
    child.send({ id: 0, bytes }, (error) => error && onError(error));
  });
}

/** Processor time that a process has used, as Linux tells it in hundredths of a second; NaN elsewhere. */
function readCpuMs(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
