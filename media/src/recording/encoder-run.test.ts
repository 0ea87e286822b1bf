import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packager } from '../hls/packager.ts';
import { openLog } from '../platform/log.ts';
import { rtp } from '../testing/rtp.ts';
import { EncoderRun } from './encoder-run.ts';
import { interleave } from './interleaved.ts';
import type { MediaUnit } from './media-unit.ts';
import type { Kind, TapTrack } from './tap.ts';

const ffmpegPath = process.env.FFMPEG_PATH || 'ffmpeg';
const run = promisify(execFile);
const rates = { video: 90_000, audio: 48_000 } as const;
const tracks: readonly TapTrack[] = [
  { kind: 'video', mimeType: 'video/H264', payloadType: 101, clockRate: rates.video },
  { kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: rates.audio },
];
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
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
  const pictures = await encodePictures(picturesMs.length);
  const read = packager({
    onPart: () => undefined,
    onSegment: () => undefined,
    onKeyFrame: (offsetMs) => keysMs.push(encoder.noteKeyFrame(offsetMs) - START_MS),
  });
  const encoder = await EncoderRun.open({
    ffmpegPath,
    log: openLog('silent'),
    now: Date.now,
    tracks,
    transcodes: false,
    skipMs: 0,
    parameterSets: { sps: pictures[0]!.find(isOfType(7))!, pps: pictures[0]!.find(isOfType(8))! },
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
    ...picturesMs.map((atMs, at) => unit('video', atMs, pictures[at]!, at % KEY_EVERY === 0)),
    ...soundMs.map((atMs) => unit('audio', atMs, [SILENCE], true)),
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

const isOfType = (type: number) => (nal: Buffer) => ((nal[0] ?? 0) & 0x1f) === type;

/** The NAL units of each picture. */
async function encodePictures(count: number): Promise<Buffer[][]> {
  const args = ['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=64x64:r=10:d=${count / 10}`, '-c:v', 'libx264'];
  const x264 = [
    '-profile:v',
    'baseline',
    '-bf',
    '0',
    '-pix_fmt',
    'yuv420p',
    '-x264-params',
    `aud=1:slices=1:keyint=${KEY_EVERY}:scenecut=0`,
  ];
  const { stdout } = await run(ffmpegPath, [...args, ...x264, '-f', 'h264', '-'], { encoding: 'buffer' });
  const pictures: Buffer[][] = [];
  for (const nal of splitNals(stdout)) {
    if (isOfType(9)(nal)) pictures.push([]);
    else if (!isOfType(6)(nal)) pictures.at(-1)?.push(nal);
  }
  return pictures;
}

function splitNals(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('000001', 0, 'hex'); at >= 0; at = bytes.indexOf('000001', at + 3, 'hex'))
    starts.push(at);
  return starts.map((start, at) => {
    const next = starts[at + 1];
    const end = next === undefined ? bytes.length : next - (bytes[next - 1] === 0 ? 1 : 0);
    return bytes.subarray(start + 3, end);
  });
}

function unit(kind: Kind, atMs: number, payloads: readonly Buffer[], isKey: boolean): MediaUnit {
  const timestamp = (atMs * rates[kind]) / 1_000;
  const packets = payloads.map((payload, at) =>
    rtp({ sequence: 0, timestamp, payload: [...payload], isMarked: at === payloads.length - 1 }),
  );
  if (kind === 'audio') for (const { buffer } of packets) buffer.writeUInt8(100, 1);
  const bytes = interleave(packets.map(({ buffer }) => buffer));
  return { kind, bytes, timestamp, isKey, arrivedAtMs: START_MS + atMs, atMs: START_MS + atMs, parameterSets: null };
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
