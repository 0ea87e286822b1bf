import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLOCK_COLUMNS, CLOCK_ROWS } from './programme-signal.ts';

const CLOCK_BITS = CLOCK_COLUMNS * CLOCK_ROWS;
const PLAUSIBLE_MS = 600_000;

/** One run of a replay as its playlist has it: a file of its own, and where it begins in the programme. */
export type ReplayedRun = { readonly path: string; readonly startMs: number; readonly segmentsMs: readonly number[] };

/** Fetches what a playlist plays, each run (from one `EXT-X-MAP` to the next) put into one file. */
export async function fetchRuns(url: string): Promise<ReplayedRun[]> {
  const lines = (await fetchBytes(url)).toString().split('\n');
  const runs: { parts: string[]; segmentsMs: number[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const init = /^#EXT-X-MAP:URI="([^"]+)"/.exec(line)?.[1];
    if (init) runs.push({ parts: [init], segmentsMs: [] });
    const seconds = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    const segment = lines[at + 1];
    if (!seconds || !segment) continue;
    runs.at(-1)?.segmentsMs.push(Number(seconds) * 1_000);
    runs.at(-1)?.parts.push(segment);
  }
  const dir = await mkdtemp(join(tmpdir(), 'shoal-replay-'));
  const replayed: ReplayedRun[] = [];
  let startMs = 0;
  for (const [at, { parts, segmentsMs }] of runs.entries()) {
    const bytes = await Promise.all(parts.map((part) => fetchBytes(new URL(part, url).href)));
    const path = join(dir, `${at}.mp4`);
    await writeFile(path, Buffer.concat(bytes));
    replayed.push({ path, startMs, segmentsMs });
    startMs += segmentsMs.reduce((total, ms) => total + ms, 0);
  }
  return replayed;
}

/** What the clock drawn into each picture showed, in ms; pictures without one are left out. */
export async function readClocks({ path }: ReplayedRun): Promise<number[]> {
  const scale = `crop=iw:ih/4:0:0,scale=${CLOCK_COLUMNS}:${CLOCK_ROWS}:flags=area,format=gray`;
  const args = ['-v', 'error', '-i', path, '-map', '0:v', '-vsync', 'passthrough', '-vf', scale, '-f', 'rawvideo', '-'];
  const { stdout } = await promisify(execFile)(process.env.FFMPEG_PATH ?? 'ffmpeg', args, {
    encoding: 'buffer',
    maxBuffer: 1e9,
  });
  const clocks: number[] = [];
  for (let at = 0; at + CLOCK_BITS <= stdout.length; at += CLOCK_BITS) {
    let shown = 0;
    for (let bit = 0; bit < CLOCK_BITS; bit += 1) if ((stdout[at + bit] ?? 0) > 128) shown += 2 ** bit;
    const agoMs = (Date.now() - shown) % 2 ** CLOCK_BITS; // The clock has one bit more.
    if (agoMs >= 0 && agoMs < PLAUSIBLE_MS) clocks.push(Date.now() - agoMs);
  }
  return clocks;
}

async function fetchBytes(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return Buffer.from(await response.arrayBuffer());
}
