import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = join(tmpdir(), 'shoal-test-media');

export type TestMedia = { width: number; height: number; seconds: number; keyEverySeconds?: number };

/** A file with a white flash and a beep at every full second, key frames each second unless told otherwise, parameter sets in the stream. */
export async function makeTestMedia({ width, height, keyEverySeconds = 1, seconds }: TestMedia): Promise<string> {
  const keys = keyEverySeconds === 1 ? '' : `-key${keyEverySeconds}`;
  const gop = `${keyEverySeconds * 30}`;
  const path = join(folder, `flash-${width}x${height}-${seconds}s${keys}.mkv`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const flash = `drawbox=c=white:t=fill:enable='lt(mod(t,1),0.1)'`;
  const beep = `aevalsrc='if(lt(mod(t,1),0.1),0.5*sin(2*PI*1000*t),0)':s=48000:d=${seconds}`;
  const temporary = `${path}.${process.pid}.mkv`;
  await run(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    ...['-y', '-v', 'error', '-f', 'lavfi', '-i', `color=c=black:s=${width}x${height}:r=30:d=${seconds},${flash}`],
    ...['-f', 'lavfi', '-i', beep, '-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast'],
    ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-bf', '0', '-b:v', '1M', '-pix_fmt', 'yuv420p'],
    ...['-x264-params', 'repeat-headers=1', '-c:a', 'libopus', '-b:a', '64k', temporary],
  ]);
  await rename(temporary, path);
  return path;
}
