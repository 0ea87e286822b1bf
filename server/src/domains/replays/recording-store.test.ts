import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { mediaNode, ShowId } from '@shoal/contract';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { openObjectStore } from '../../platform/object-store.ts';
import { storeRun, toRun, toSegments } from '../../testing/store-run.ts';
import { openTestBucket } from '../../testing/test-bucket.ts';
import { recordingDir } from './read-recorded-runs.ts';
import { diskRecordings, type RecordingStore } from './recording-store.ts';
import { s3Recordings } from './s3-recordings.ts';

const bucket = await openTestBucket();
const newShow = () => crypto.randomUUID() as ShowId;

type Given = { run: mediaNode.RecordingRun; segments: mediaNode.RecordedSegment[] };
type Opened = { recordings: RecordingStore; put: (given: Given) => Promise<void> };

async function openDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'shoal-store-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function openDisk(): Promise<Opened> {
  const dir = await openDir();
  return { recordings: diskRecordings(dir), put: ({ run, segments }) => storeRun(dir, run, segments) };
}

/** As a media node pushes it: the index in pages, here of two lines. */
async function openBucket(): Promise<Opened> {
  const env = { DATABASE_URL: 'postgres://x', CLUSTER_SECRET: 'x'.repeat(32), ...bucket };
  const store = openObjectStore(readConfig(env).s3!);
  const dir = await openDir();
  const put = async ({ run, segments }: Given) => {
    await storeRun(dir, run, segments);
    const from = join(recordingDir(dir, run.showId), run.runId);
    const to = `recordings/${run.showId}/${run.runId}`;
    const files = segments.map(({ index }) => `${String(index).padStart(6, '0')}.m4s`);
    for (const file of ['run.json', 'init.mp4', ...files]) {
      await store.put(`${to}/${file}`, await readFile(join(from, file)), 'video/mp4');
    }
    for (let page = 0; page * 2 < segments.length; page += 1) {
      const lines = segments.slice(page * 2, page * 2 + 2).map((line) => `${JSON.stringify(line)}\n`);
      await store.put(`${to}/segments-000${page}.jsonl`, Buffer.from(lines.join('')), 'application/json');
    }
  };
  return { recordings: s3Recordings(store), put };
}

/** More than one part of an upload. */
const LARGE_BYTES = 33 * 1024 * 1024;

async function serve(recordings: RecordingStore): Promise<string> {
  const app = express();
  app.get('/:showId/:runId/:file', async (request, response) => {
    const stored = request.params as unknown as Parameters<RecordingStore['send']>[2]; // Only this test asks.
    await recordings
      .send(request, response, stored)
      .catch((error: { status?: number }) => response.status(error.status ?? 404).end());
  });
  app.get('/:showId', async (request, response) => {
    const showId = request.params.showId as ShowId;
    await recordings.sendWhole(request, response, showId).catch(() => response.status(404).end());
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

describe.each([
  ['the disk', true, openDisk],
  ['a real S3 server', bucket !== undefined, openBucket],
])('recordings on %s', (_, isHere, open) => {
  test.skipIf(!isHere)('readRuns() finds runs with their segments, of this show alone', async () => {
    const { put, recordings } = await open();
    const [show, other] = [newShow(), newShow()];
    const [first, second] = [toRun({ showId: show }), toRun({ showId: show, ordinal: 1 })];
    await put({ run: first, segments: toSegments(first, [2_000, 2_000, 1_500]) });
    await put({ run: second, segments: toSegments(second, [2_000]) });
    const stray = toRun({ showId: other });
    await put({ run: stray, segments: toSegments(stray, [2_000]) });

    const runs = (await recordings.readRuns(show)).toSorted((a, b) => a.run.ordinal - b.run.ordinal);
    expect(runs).toEqual([
      { run: first, segments: toSegments(first, [2_000, 2_000, 1_500]) },
      { run: second, segments: toSegments(second, [2_000]) },
    ]);
    expect(await recordings.readRuns(newShow())).toEqual([]);
  });

  test.skipIf(!isHere)('send() serves a file whole and in ranges, kept for good; a missing one is none', async () => {
    const { put, recordings } = await open();
    const run = toRun({ showId: newShow() });
    await put({ run, segments: toSegments(run, [2_000]) });
    const url = `${await serve(recordings)}/${run.showId}/${run.runId}`;

    const whole = await fetch(`${url}/000001.m4s`);
    expect(await whole.text()).toBe('bytes of 000001.m4s');
    expect(whole.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    const part = await fetch(`${url}/000001.m4s`, { headers: { range: 'bytes=9-14' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '000001',
      'bytes 9-14/19',
    ]);
    expect((await fetch(`${url}/000001.m4s`, { headers: { range: 'bytes=50-' } })).status).toBe(416);
    expect((await fetch(`${url}/000002.m4s`)).status).toBe(404);
  });

  test.skipIf(!isHere)('putWhole() and sendWhole() keep one large file beside the runs', async () => {
    const { put, recordings } = await open();
    const run = toRun({ showId: newShow() });
    await put({ run, segments: toSegments(run, [2_000]) });
    const path = join(await openDir(), 'made.mp4');
    await writeFile(path, Buffer.alloc(LARGE_BYTES, 'shoal'));
    await recordings.putWhole(run.showId, path);

    const url = `${await serve(recordings)}/${run.showId}`;
    const whole = await fetch(url);
    expect(whole.headers.get('content-length')).toBe(String(LARGE_BYTES));
    expect((await whole.arrayBuffer()).byteLength).toBe(LARGE_BYTES);
    const part = await fetch(url, { headers: { range: `bytes=${LARGE_BYTES - 5}-` } });
    expect([part.status, (await part.text()).length]).toEqual([206, 5]);
    expect(await recordings.readRuns(run.showId)).toHaveLength(1);
    await recordings.remove(run.showId);
    expect((await fetch(url)).status).toBe(404);
  });

  test.skipIf(!isHere)('remove() takes all of a show and nothing of another, and may be repeated', async () => {
    const { put, recordings } = await open();
    const [run, other] = [toRun({ showId: newShow() }), toRun({ showId: newShow() })];
    await put({ run, segments: toSegments(run, [2_000, 2_000]) });
    await put({ run: other, segments: toSegments(other, [2_000]) });
    await recordings.remove(run.showId);
    await recordings.remove(run.showId);
    expect(await recordings.readRuns(run.showId)).toEqual([]);
    expect(await recordings.readRuns(other.showId)).toHaveLength(1);
  });
});

test.skipIf(!bucket)('list() of a store goes on after its first page', async () => {
  const env = { DATABASE_URL: 'postgres://x', CLUSTER_SECRET: 'x'.repeat(32), ...bucket };
  const store = openObjectStore(readConfig(env).s3!);
  const keys = Array.from({ length: 1_005 }, (_, at) => `many/${String(at).padStart(5, '0')}`);
  await Promise.all(
    Array.from({ length: 16 }, async (__, lane) => {
      for (let at = lane; at < keys.length; at += 16) await store.put(keys[at]!, Buffer.from('x'), 'text/plain');
    }),
  );
  expect(await store.list('many/')).toEqual(keys);
});
