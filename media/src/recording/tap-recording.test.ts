import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RunId, ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { openLog } from '../platform/log.ts';
import { encodePictures, RECORDED_TRACKS, SILENCE, toUnit } from '../testing/recorded-units.ts';
import { waitFor } from '../testing/wait-for.ts';
import { TapRecording } from './tap-recording.ts';

const ffmpegPath = process.env.FFMPEG_PATH || 'ffmpeg';
const FIRST_MS = 1_000_000;

test('picture sizes that came while an encoder was being started get a run each, with every picture once', async () => {
  const { recording, runs } = await givenSizes();
  await waitFor('as many runs as sizes', 10_000, () => {
    recording.tick();
    return runs.length === SIZES.length;
  });
  const { place } = await recording.end('stopped');

  expect(place.ordinal).toBe(SIZES.length);
  expect(await Promise.all(runs.map(readPictures))).toEqual(SIZES.map(({ count, size }) => ({ count, sizes: [size] })));
}, 30_000);

test('a publisher who leaves while an encoder is being started is recorded with all that came', async () => {
  const { recording, runs } = await givenSizes();
  const { place } = await recording.end('publisher_gone');

  expect(place.ordinal).toBe(SIZES.length);
  const counts = (await Promise.all(runs.map(readPictures))).map(({ count }) => count);
  expect(counts).toEqual(SIZES.map(({ count }) => count));
}, 30_000);

const SIZES = [
  { size: '320x192', count: 8 },
  { size: '64x64', count: 2 },
  { size: '640x352', count: 9 },
] as const;

/** A recording whose pictures of several sizes all came before its encoder had started. */
async function givenSizes() {
  const pictures = (
    await Promise.all(SIZES.map(({ count, size }) => encodePictures(count, { keyEvery: 8, size })))
  ).flat();
  const runs: Buffer[][] = [];
  const recording = new TapRecording(
    {
      ffmpegPath,
      log: openLog('silent'),
      now: Date.now,
      onWriteFailed: (error) => expect.unreachable(String(error)),
      openRunOutput: () => {
        const chunks: Buffer[] = [];
        runs.push(chunks);
        return {
          push: (chunk) => void chunks.push(chunk),
          finish: async () => ({ runId: RunId.parse(crypto.randomUUID()), lengthMs: 0 }),
        };
      },
    },
    {
      showId: ShowId.parse(crypto.randomUUID()),
      fence: 1,
      tracks: RECORDED_TRACKS,
      place: Promise.resolve({ ordinal: 0, programmeStartMs: 0 }),
      isClockSettled: () => true,
      startSlewing: () => undefined,
      toMs: (unit) => unit.atMs,
      lacksKeyFrames: () => false,
      awaitKeyFrame: () => undefined,
    },
  );
  recording.push(toUnit(SILENCE, FIRST_MS));
  pictures.forEach((picture, at) => {
    recording.push(toUnit(picture, FIRST_MS + at * 100));
  });
  return { recording, runs };
}

async function readPictures(chunks: readonly Buffer[]) {
  const file = join(await mkdtemp(join(tmpdir(), 'shoal-tap-')), 'run.mp4');
  await writeFile(file, Buffer.concat(chunks));
  const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=width,height', '-of', 'csv=p=0', file];
  const { stdout } = await promisify(execFile)(ffmpegPath.replace(/ffmpeg$/, 'ffprobe'), args);
  const sizes = stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/,$/, '').replace(',', 'x'));
  return { count: sizes.length, sizes: [...new Set(sizes)] };
}
