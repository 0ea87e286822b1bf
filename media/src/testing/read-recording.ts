import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg';
const SAMPLE_RATE = 48_000;
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** Puts a run's init segment and segments into one file, as a player would. */
export async function joinRun(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.m4s')).toSorted();
  const parts = await Promise.all(['init.mp4', ...names].map((name) => readFile(join(folder, name))));
  const path = join(await mkdtemp(join(tmpdir(), 'shoal-run-')), 'run.mp4');
  await writeFile(path, Buffer.concat(parts));
  return path;
}

/** What a strict decoder complains about; empty for a sound recording. */
export async function decodeErrors(path: string): Promise<string> {
  const { stderr } = await run(ffmpeg, ['-v', 'error', '-xerror', '-i', path, '-f', 'null', '-']);
  return stderr.replaceAll(/.*non monotonically increasing dts.*\n/g, ''); // Rounding of the null muxer.
}

/** When the picture turns white, or is so from the start, in ms of the file's time. */
export async function findFlashes(path: string): Promise<number[]> {
  const probe = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', path];
  const { stdout } = await run(ffmpeg.replace(/ffmpeg$/, 'ffprobe'), probe, { maxBuffer: MAX_OUTPUT_BYTES });
  const timesMs = stdout
    .trim()
    .split('\n')
    .map((line) => Number.parseFloat(line) * 1_000);
  const args = ['-v', 'error', '-i', path, '-map', '0:v', '-vsync', 'passthrough', '-vf', 'scale=2:2,format=gray'];
  const frames = await readRaw([...args, '-f', 'rawvideo', '-']);
  const isWhite = (frame: number) => (frames[frame * 4] ?? 0) > 128;
  return timesMs.filter((_, frame) => isWhite(frame) && (frame === 0 || !isWhite(frame - 1)));
}

/** When a beep begins after silence, in ms of the file's time. */
export async function findBeeps(path: string): Promise<number[]> {
  const args = ['-v', 'error', '-i', path, '-map', '0:a', '-af', 'aresample=async=1:first_pts=0', '-ac', '1'];
  const bytes = await readRaw([...args, '-ar', `${SAMPLE_RATE}`, '-f', 's16le', '-']);
  const beeps: number[] = [];
  let loudAt = -SAMPLE_RATE;
  for (let sample = 0; sample * 2 + 1 < bytes.length; sample += 1) {
    if (Math.abs(bytes.readInt16LE(sample * 2)) < 3_000) continue;
    if (sample - loudAt > SAMPLE_RATE / 4 && sample > SAMPLE_RATE / 4) beeps.push((sample * 1_000) / SAMPLE_RATE);
    loudAt = sample;
  }
  return beeps;
}

/** How far each flash is ahead of its beep, in ms. */
export async function flashToBeepOffsets(path: string): Promise<number[]> {
  const [flashes, beeps] = await Promise.all([findFlashes(path), findBeeps(path)]);
  return flashes.flatMap((flashMs) => {
    const beepMs = beeps.find((candidate) => Math.abs(candidate - flashMs) < 400);
    return beepMs === undefined ? [] : [beepMs - flashMs];
  });
}

async function readRaw(args: readonly string[]): Promise<Buffer> {
  const { stdout } = await run(ffmpeg, args, { encoding: 'buffer', maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}
