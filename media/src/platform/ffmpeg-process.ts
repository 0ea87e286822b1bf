import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';

const SETPRIV = '/usr/bin/setpriv';

export type FfmpegExit = { code: number | null; signal: NodeJS.Signals | null; lastWords: string };

/** One ffmpeg that cannot outlive this process: the kernel ends it when we die, however we die. */
export class FfmpegProcess {
  /** Settles once, whoever ended it; never rejects. */
  readonly closed: Promise<FfmpegExit>;
  readonly #child: ChildProcess;

  static open(ffmpegPath: string, args: readonly string[]): FfmpegProcess {
    const isGuarded = existsSync(SETPRIV);
    const [command, ...rest] = isGuarded ? [SETPRIV, '--pdeathsig', 'KILL', ffmpegPath] : [ffmpegPath];
    // A group of its own: Ctrl-C in a terminal must reach us only, so that recordings are finalised.
    const options: SpawnOptions = { stdio: ['ignore', 'pipe', 'pipe'], detached: true };
    return new FfmpegProcess(spawn(command ?? ffmpegPath, [...rest, ...args], options));
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk}`.slice(-2000);
    });
    this.closed = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, lastWords: error.message }));
      child.once('close', (code, signal) => resolve({ code, signal, lastWords: lastWords.trim() }));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): Readable {
    if (!this.#child.stdout) throw new Error('ffmpeg was started without a stdout pipe');
    return this.#child.stdout;
  }

  /** Ends it at once; what it has written so far still arrives on stdout. Safe to call twice. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
