import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { replays, type ShowId } from '@shoal/contract';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { givenShow } from '../../testing/given-show.ts';
import { toRun } from '../../testing/store-run.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { chooseCountedRuns } from './choose-counted-runs.ts';
import { makeRecordingFile } from './make-recording-file.ts';
import { readRecordedRuns, recordingDir } from './read-recorded-runs.ts';
import { createRecordingIndex } from './recording-index.ts';
import { diskRecordings } from './recording-store.ts';
import { finaliseRecord, takeNextFence } from './recordings.store.ts';

vi.setConfig({ testTimeout: 90_000 });
const server = useTestServer();
const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg';
const run = promisify(execFile);
/** It gives way to all else on the machine, so it may take a while. */
const BOUND_MS = 60_000;
const storeDir = () => server.ground.config.storeDir;

/** A run of real pictures in the store, of two seconds. */
async function recordRun(showId: ShowId, ordinal: number, size: '160x90' | '90x160'): Promise<void> {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const wallStartAt = new Date(Date.UTC(2026, 2, 1, 10) + ordinal * 10_000).toISOString();
  const recorded = toRun({ showId, ordinal, width, height, wallStartAt, state: 'closed', closeReason: 'stopped' });
  const dir = join(recordingDir(storeDir(), showId), recorded.runId);
  await mkdir(dir, { recursive: true });
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30`, '-f', 'lavfi', '-i', 'sine=frequency=440'];
  const codec = [
    '-t',
    '2',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '60',
    '-c:a',
    'aac',
  ];
  const hls = [
    '-f',
    'hls',
    '-hls_time',
    '2',
    '-hls_segment_type',
    'fmp4',
    '-hls_segment_filename',
    join(dir, '%06d.m4s'),
  ];
  await run(ffmpegPath, ['-v', 'error', ...source, ...codec, ...hls, '-start_number', '1', join(dir, 'list.m3u8')]);
  await rm(join(dir, 'list.m3u8'));
  const files = (await readdir(dir)).filter((name) => name.endsWith('.m4s')).toSorted();
  const lines = files.map((_, at) => ({ index: at + 1, durationMs: 2_000, sizeBytes: 50_000, wallStartAt }));
  await writeFile(join(dir, 'segments.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await writeFile(join(dir, 'run.json'), JSON.stringify(recorded));
}

async function givenRecording(...sizes: ('160x90' | '90x160')[]) {
  const host = await server.signIn('host');
  const { showId } = await givenShow(server.db, { state: 'ended', hostId: host.member.accountId });
  await takeNextFence(server.db, showId, new Date());
  for (const [ordinal, size] of sizes.entries()) await recordRun(showId, ordinal, size);
  const runs = chooseCountedRuns(await readRecordedRuns(storeDir(), showId));
  await finaliseRecord(server.db, showId, { now: new Date(), runs });
  return { host, showId };
}
type Given = Awaited<ReturnType<typeof givenRecording>>;

const makeIt = async ({ host, showId }: Given) => {
  expect((await host.call(replays.makeRecordingFile, { showId })).state).toBe('making');
  const ended = async () => {
    const file = await host.call(replays.getRecordingFile, { showId });
    return file.state === 'making' ? undefined : file;
  };
  return waitUntil(ended, 'the file was not made', BOUND_MS);
};

/** What ffmpeg finds in a file: it decodes, so long, of this size. */
async function inspect(bytes: Buffer): Promise<{ seconds: number; size: string | undefined }> {
  const dir = await mkdtemp(join(tmpdir(), 'shoal-mp4-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const path = join(dir, 'a.mp4');
  await writeFile(path, bytes);
  const { stderr } = await run(ffmpegPath, ['-xerror', '-i', path, '-f', 'null', '-']);
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(stderr) ?? [];
  return {
    seconds: Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds),
    size: /, (\d+x\d+)/.exec(stderr)?.[1],
  };
}

test('a recording of like runs becomes one MP4 as it is, for its crew alone, until it is removed', async () => {
  const given = await givenRecording('160x90', '160x90');
  const { host, showId } = given;
  const file = await makeIt(given);
  expect(file).toMatchObject({ state: 'ready', path: `/recordings/${showId}/recording.mp4` });

  const answer = await host.fetch(file.path!);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(file.sizeBytes);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const { seconds, size } = await inspect(bytes);
  expect([Math.round(seconds), size]).toEqual([4, '160x90']);
  const early = bytes.indexOf('moov') < bytes.indexOf('mdat');
  expect(early).toBe(true); // It plays while it loads.

  expect((await fetch(server.url + file.path)).status).toBe(401);
  expect((await (await server.signIn('shopkeeper')).fetch(file.path!)).status).toBe(404);
  expect(await readdir(join(storeDir(), 'making'))).toEqual([]);
  await host.call(replays.removeRecording, { showId });
  expect((await host.fetch(file.path!)).status).toBe(404);
  await expect(host.call(replays.getRecordingFile, { showId })).rejects.toMatchObject({ code: 'replays.not_ready' });
});

test('runs of different shapes are encoded into one picture size', async () => {
  const given = await givenRecording('160x90', '90x160');
  const { path } = await makeIt(given);
  const { seconds, size } = await inspect(Buffer.from(await (await given.host.fetch(path!)).arrayBuffer()));
  expect([Math.round(seconds), size]).toEqual([4, '160x90']);
});

test('a recording that cannot be read says so, and may be tried again', async () => {
  const given = await givenRecording('160x90');
  const [runDir = ''] = await readdir(recordingDir(storeDir(), given.showId));
  const init = join(recordingDir(storeDir(), given.showId), runDir, 'init.mp4');
  await rename(init, `${init}.away`);
  expect(await makeIt(given)).toMatchObject({ state: 'failed', failure: 'unreadable', path: null });
  await rename(`${init}.away`, init);
  expect(await makeIt(given)).toMatchObject({ state: 'ready', failure: null });
});

test('a file is not begun without room for it', async () => {
  const { host, showId } = await givenRecording('160x90');
  await server.db.insertInto('recordingFiles').values({ showId, state: 'making', askedAt: new Date() }).execute();
  const recordings = diskRecordings(storeDir());
  const index = createRecordingIndex(recordings.readRuns);
  const place = { db: server.db, log: silentLog, index, recordings, ffmpegPath, storeDir: storeDir() };
  await makeRecordingFile({ ...place, measureFreeBytes: async () => 2e9 }, showId);
  expect(await host.call(replays.getRecordingFile, { showId })).toMatchObject({ state: 'failed', failure: 'no_room' });
});
