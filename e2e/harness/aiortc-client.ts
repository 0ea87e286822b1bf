import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const python = process.env.AIORTC_PYTHON ?? join(homedir(), '.cache/shoal/aiortc/bin/python');
const script = fileURLToPath(new URL('./aiortc_client.py', import.meta.url));
const run = promisify(execFile);

/** Why there is no aiortc here; null when there is. */
export const aiortcMissing: string | null = existsSync(python)
  ? null
  : 'no aiortc: python3 -m venv ~/.cache/shoal/aiortc && ~/.cache/shoal/aiortc/bin/pip install aiortc==1.16.0';

type Said = Readonly<Record<string, unknown>>;

/** A WHIP or WHEP client on aiortc, in a process of its own. */
export class AiortcClient {
  readonly #child: ChildProcess;
  readonly #said: Said[] = [];
  #errors = '';

  static publish = (url: string, key: string, file: string) => new AiortcClient(['publish', url, key, file]);
  static play = (url: string, key: string) => new AiortcClient(['play', url, key]);

  private constructor(args: readonly string[]) {
    this.#child = spawn(python, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let rest = '';
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      this.#said.push(...lines.map((line) => JSON.parse(line) as Said)); // Our own script's words.
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-4_000);
    });
  }

  /** The newest that it said of this. @throws Error when it has failed. */
  last(name: string): unknown {
    if (this.#child.exitCode !== null && this.#child.exitCode !== 0) throw new Error(`aiortc ended:\n${this.#errors}`);
    return this.#said.findLast((said) => name in said)?.[name];
  }

  /** Ends its session and then itself. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  }
}

/** A picture with sound whose key frames are 10 s apart, as encoders that are set for files make. */
export async function makeRareKeyFrames(file: string): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=30'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-bf', '0'];
  const rare = ['-g', '300', '-keyint_min', '300', '-sc_threshold', '0', '-b:v', '800k', '-maxrate', '900k'];
  const output = ['-bufsize', '400k', '-c:a', 'libopus', '-t', '60', '-f', 'mpegts', file];
  await run(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    '-v',
    'error',
    '-y',
    ...picture,
    ...sound,
    ...h264,
    ...rare,
    ...output,
  ]);
}
