import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { makeTestMedia } from '../testing/test-media.ts';
import { type InitSegment, type Part, packager, type Segment } from './packager.ts';

let stream: Buffer;
const CUT_SECONDS = 9;

beforeAll(async () => {
  const source = await makeTestMedia({ width: 640, height: 360, seconds: 130 });
  const path = `${source}.fragments.${process.pid}.mp4`;
  const fragmented = ['-movflags', 'empty_moov+default_base_moof+frag_keyframe', '-frag_duration', '250000'];
  const args = [
    '-y',
    '-v',
    'error',
    '-t',
    `${CUT_SECONDS}`,
    '-i',
    source,
    '-c:v',
    'copy',
    '-c:a',
    'aac',
    ...fragmented,
  ];
  await promisify(execFile)(process.env.FFMPEG_PATH || 'ffmpeg', [...args, path]);
  stream = await readFile(path);
}, 60_000);

function openPackager() {
  const segments: Segment[] = [];
  const keysMs: number[] = [];
  const parts: Part[] = [];
  let init: InitSegment | undefined;
  const cut = packager({
    onKeyFrame: (offsetMs) => keysMs.push(Math.round(offsetMs)),
    onPart: (part) => parts.push(part),
    onSegment: (segment, of) => {
      segments.push(segment);
      init = of;
    },
  });
  return { cut, segments, parts, keysMs, init: () => init };
}

test('packager() cuts at key frames past 1.8 s, and the durations add up to the sample', () => {
  const { cut, segments, keysMs, init } = openPackager();
  for (let at = 0; at < stream.length; at += 1_000) cut.push(stream.subarray(at, at + 1_000));
  cut.finish();

  expect(init()?.tracks).toMatchObject([
    { kind: 'video', codec: 'avc1.42c01e', width: 640, height: 360 },
    { kind: 'audio', codec: 'mp4a.40.2' },
  ]);
  // The encoder's start-up delay of some 20 ms lies before the second key frame.
  expect(keysMs.map((atMs) => Math.round(atMs / 100) * 100)).toEqual(
    Array.from({ length: 9 }, (_, second) => second * 1_000),
  );
  expect(segments.map(({ durationMs }) => Math.round(durationMs / 1_000))).toEqual([2, 2, 2, 2, 1]);
  const endsMs = segments.map(({ startMs, durationMs }) => startMs + durationMs);
  segments.slice(1).forEach((segment, place) => {
    expect(segment.startMs).toBeCloseTo(endsMs[place] ?? 0, 6);
  });
  expect(Math.abs((endsMs.at(-1) ?? 0) - CUT_SECONDS * 1_000)).toBeLessThan(50);
});

test('packager() keeps all but the last group of pictures when that comes again', () => {
  const { cut, segments } = openPackager();
  cut.push(stream.subarray(0, Math.floor(stream.length * 0.98)));
  cut.finishBeforeLastKeyFrame();
  const last = segments.at(-1);
  expect(Math.abs((last?.startMs ?? 0) + (last?.durationMs ?? 0) - 8_000)).toBeLessThan(50);
});

test('packager() says so when it is fed something else', () => {
  expect(() => openPackager().cut.push(Buffer.from('this is no MP4 at all'))).toThrow(/not an MP4 box/);
});

test('packager() gives out parts that make up its segments, byte by byte and to the sample', () => {
  const { cut, parts, segments } = openPackager();
  cut.push(stream);
  cut.finish();

  const starts = parts.flatMap((part, at) => (part.opensSegment ? [at] : []));
  const ofSegment = segments.map((_, at) => parts.slice(starts[at], starts[at + 1]));
  for (const [at, segment] of segments.entries()) {
    const own = ofSegment[at] ?? [];
    expect(own[0]?.isIndependent).toBe(true);
    expect(Buffer.concat(own.flatMap(({ bytes }) => bytes)).equals(segment.bytes)).toBe(true);
    expect(own.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeCloseTo(segment.durationMs, 3);
  }
  expect(Math.max(...parts.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(270);
});
