import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packager } from '../hls/packager.ts';
import { openLog } from '../platform/log.ts';
import { encodePictures, RECORDED_TRACKS, SILENCE, toUnit } from '../testing/recorded-units.ts';
import { EncoderRun } from './encoder-run.ts';

const ffmpegPath = process.env.FFMPEG_PATH || 'ffmpeg';
const run = promisify(execFile);
const START_MS = 1_000_000;
const KEY_EVERY = 8;

test('an encoder keeps the time of every picture when few come at its start and the sound comes late', async () => {
  // Fewer than seven in the first second: a host whose machine is starved, or a camera turned off.
  const picturesMs = [0, 40, 230, 440, 620, 820, 1_020, 1_200, 1_300, 1_400, 1_500, 1_600, 1_700, 1_800, 1_900, 2_000];
  const { file } = await encode(picturesMs, { soundFromMs: 300 });
  const timesMs = await pictureTimes(file);
  expect(timesMs).toHaveLength(picturesMs.length);
  for (const [at, timeMs] of timesMs.entries()) expect(Math.abs(timeMs - picturesMs[at]!)).toBeLessThan(30);
}, 20_000);

test('a copied key frame lies where it went in, whatever the encoder shifts and however long the picture paused', async () => {
  const picturesMs = [0, 100, 200, 300, 400, 500, 600, 700, 1_500, 1_600, 1_700, 1_800, 1_900, 2_000, 2_100, 2_200];
  const { keysMs } = await encode(picturesMs, { soundFromMs: 0 });
  expect(keysMs).toEqual([0, picturesMs[KEY_EVERY]]);
}, 20_000);

/** Copies pictures and silence as they would come, at these times. @returns what came out, and where its key frames lie */
async function encode(picturesMs: readonly number[], { soundFromMs }: { soundFromMs: number }) {
  const chunks: Buffer[] = [];
  const keysMs: number[] = [];
  const pictures = await encodePictures(picturesMs.length, { keyEvery: KEY_EVERY });
  const read = packager({
    onPart: () => undefined,
    onSegment: () => undefined,
    onKeyFrame: (offsetMs) => keysMs.push(encoder.noteKeyFrame(offsetMs) - START_MS),
  });
  const encoder = await EncoderRun.open({
    ffmpegPath,
    log: openLog('silent'),
    now: Date.now,
    tracks: RECORDED_TRACKS,
    transcodes: false,
    skipMs: 0,
    parameterSets: pictures[0]!.parameterSets,
    startMs: START_MS,
    output: {
      push(chunk) {
        chunks.push(chunk);
        read.push(chunk);
      },
      finish: async () => ({ runId: null, lengthMs: 0 }),
    },
  });
  const soundMs = Array.from(
    { length: Math.ceil((picturesMs.at(-1)! - soundFromMs) / 20) },
    (_, at) => soundFromMs + at * 20,
  );
  const units = [
    ...picturesMs.map((atMs, at) => toUnit(pictures[at]!, START_MS + atMs)),
    ...soundMs.map((atMs) => toUnit(SILENCE, START_MS + atMs)),
  ].toSorted((a, b) => a.atMs - b.atMs);
  const openedAt = performance.now();
  for (const next of units) {
    const waitMs = next.atMs - START_MS - (performance.now() - openedAt);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    encoder.write(next);
    encoder.flush();
  }
  encoder.drain('stopped');
  await encoder.closed;
  const file = join(await mkdtemp(join(tmpdir(), 'shoal-run-')), 'run.mp4');
  await writeFile(file, Buffer.concat(chunks));
  return { file, keysMs };
}

async function pictureTimes(file: string): Promise<number[]> {
  const ffprobe = ffmpegPath.replace(/ffmpeg$/, 'ffprobe');
  const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file];
  const { stdout } = await run(ffprobe, args);
  return stdout
    .trim()
    .split('\n')
    .map((line) => Number.parseFloat(line) * 1_000);
}
