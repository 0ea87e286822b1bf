import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

export const STEADY_FILE = 'steady-720p.mkv';
export const KEY_FRAMES_FILE = 'key-frames-270p.mkv';
const SECONDS = 30;

type Shape = { file: string; size: string; framesPerKey: number };

/** 720p30 H264 at 1.2 Mbit/s with a key frame each second, and Opus. @returns the folder of `STEADY_FILE` */
export const makeSteadyFile = (): Promise<string> =>
  makeFile({ file: STEADY_FILE, size: '1280x720', framesPerKey: 30 });

/**
 * As the steady file, smaller, and every frame is a key frame: what a viewer waits for is the way, not the next one.
 * @returns the folder of `KEY_FRAMES_FILE`
 */
export const makeKeyFramesFile = (): Promise<string> =>
  makeFile({ file: KEY_FRAMES_FILE, size: '480x270', framesPerKey: 1 });

async function makeFile({ file, framesPerKey, size }: Shape): Promise<string> {
  const dir = join(tmpdir(), 'shoal-bench-media');
  const path = join(dir, file);
  if (existsSync(path)) return dir;
  await mkdir(dir, { recursive: true });
  const temporary = join(dir, `${process.pid}-${file}`);
  await promisify(execFile)(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    ...['-y', '-v', 'error', '-nostdin'],
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=30:d=${SECONDS},noise=alls=8:allf=t`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:d=${SECONDS}`],
    ...['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast'],
    ...['-g', `${framesPerKey}`, '-bf', '0', '-pix_fmt', 'yuv420p'],
    ...['-b:v', '1200k', '-maxrate', '1200k', '-bufsize', '600k', '-sc_threshold', '0'],
    ...['-x264-params', 'repeat-headers=1', '-c:a', 'libopus', '-b:a', '64k', temporary],
  ]);
  await rename(temporary, path);
  return dir;
}
