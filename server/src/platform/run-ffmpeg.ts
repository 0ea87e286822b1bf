import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const SETPRIV = '/usr/bin/setpriv';

export type FfmpegBounds = {
  limitMs: number;
  /** As of `nice`; 19 gives way to all else. */
  niceness?: number;
};

/** Runs ffmpeg once, at low priority, within a bound. @returns its exit code (null when it was ended) and its words. */
export function runFfmpeg(
  ffmpegPath: string,
  args: readonly string[],
  { limitMs, niceness = 5 }: FfmpegBounds,
): Promise<{ code: number | null; words: string }> {
  const guard = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL'] : []; // It must not outlive us.
  const [command = ffmpegPath, ...rest] = [...guard, 'nice', '-n', `${niceness}`, ffmpegPath, ...args];
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], timeout: limitMs, killSignal: 'SIGKILL' });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(0, 20_000);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, words: error.message }));
    child.once('close', (code) => resolve({ code, words }));
  });
}
