import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

export const STEADY_FILE = 'steady-720p.mkv';
const SECONDS = 30;

/** 720p30 H264 at 1.2 Mbit/s with a key frame each second, and Opus. @returns the folder of `STEADY_FILE` */
export async function makeSteadyFile(): Promise<string> {
  const dir = join(tmpdir(), 'shoal-bench-media');
  const path = join(dir, STEADY_FILE);
  if (existsSync(path)) return dir;
  await mkdir(dir, { recursive: true });
  const temporary = join(dir, `${process.pid}.mkv`);
  await promisify(execFile)(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    ...['-y', '-v', 'error', '-nostdin'],
    ...['-f', 'lavfi', '-i', `testsrc2=s=1280x720:r=30:d=${SECONDS},noise=alls=8:allf=t`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:d=${SECONDS}`],
    ...[
      '-c:v',
      'libx264',
      '-profile:v',
      'baseline',
      '-preset',
      'ultrafast',
      '-g',
      '30',
      '-bf',
      '0',
      '-pix_fmt',
      'yuv420p',
    ],
    ...[
      '-b:v',
      '1200k',
      '-maxrate',
      '1200k',
      '-bufsize',
      '600k',
      '-sc_threshold',
      '0',
      '-x264-params',
      'repeat-headers=1',
    ],
    ...['-c:a', 'libopus', '-b:a', '64k', temporary],
  ]);
  await rename(temporary, path);
  return dir;
}
