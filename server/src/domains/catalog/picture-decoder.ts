import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '@shoal/contract';
import type { DecodeAnswer, DecodedPicture } from './decode-picture.ts';

const PROGRAM = fileURLToPath(new URL('./decode-picture.ts', import.meta.url));
const AT_ONCE = 2;
const MAX_WAITING = 30;
const IDLE_MS = 30_000;

export type PictureDecoderOptions = { timeoutMs?: number; program?: string };
type Job = { bytes: Uint8Array; resolve: (picture: DecodedPicture) => void; reject: (reason: Error) => void };
type Slot = { child: ChildProcess | undefined; job: Job | undefined; idle: NodeJS.Timeout | undefined };

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
  readonly #timeoutMs: number;
  readonly #program: string;
  #isClosed = false;

  static open(options: PictureDecoderOptions = {}): PictureDecoder {
    return new PictureDecoder(options);
  }

  private constructor({ program = PROGRAM, timeoutMs = 5_000 }: PictureDecoderOptions) {
    this.#timeoutMs = timeoutMs;
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
      slot.child?.kill('SIGKILL');
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

  async #run(slot: Slot, child: ChildProcess, job: Job): Promise<void> {
    try {
      const answer = await ask(child, job.bytes, this.#timeoutMs);
      if (answer.ok) job.resolve(answer.picture);
      else job.reject(new AppError('catalog.picture_unreadable', answer.reason));
    } catch (cause) {
      child.kill('SIGKILL');
      slot.child = undefined;
      job.reject(new AppError('catalog.picture_unreadable', 'the decoder gave up', { cause }));
    }
    slot.job = undefined;
    slot.idle = setTimeout(() => slot.child?.kill('SIGKILL'), IDLE_MS).unref();
    this.#startNext();
  }

  #openChild(slot: Slot): ChildProcess {
    const child = fork(this.#program, [], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=96'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    });
    child.once('exit', () => {
      if (slot.child === child) slot.child = undefined;
    });
    child.unref();
    child.channel?.unref();
    return child;
  }
}

function ask(child: ChildProcess, bytes: Uint8Array, timeoutMs: number): Promise<DecodeAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', onAnswer).off('exit', onExit).off('error', onError);
      act();
    };
    const onAnswer = (answer: unknown) => settle(() => resolve(answer as DecodeAnswer)); // Our own program answers.
    const onExit = () => settle(() => reject(new Error('the decoder ended')));
    const onError = (error: Error) => settle(() => reject(error));
    const timer = setTimeout(() => settle(() => reject(new Error(`no picture in ${timeoutMs} ms`))), timeoutMs);
    child.once('message', onAnswer).once('exit', onExit).once('error', onError);
    child.send({ id: 0, bytes }, (error) => error && onError(error));
  });
}
