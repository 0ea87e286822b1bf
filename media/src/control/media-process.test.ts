import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mediaNode, ShowId } from '@shoal/contract';
import { afterEach, expect, test } from 'vitest';
import { readSegments } from '../hls/programme-place.ts';
import { listShowRuns, runFolder } from '../hls/run-folder.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { decodeErrors, joinRun } from '../testing/read-recording.ts';
import { requireWorkerBin } from '../testing/require-worker-bin.ts';
import { makeTestMedia } from '../testing/test-media.ts';
import { waitFor } from '../testing/wait-for.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const open: { server: FakeServer; child: ChildProcess }[] = [];
afterEach(async () => {
  for (const { server, child } of open.splice(0)) {
    child.kill('SIGKILL');
    await server.close();
  }
});

async function startProcess(storeDir: string) {
  const media = await makeTestMedia({ width: 1280, height: 720, seconds: 130 });
  const server = await FakeServer.open();
  const env = {
    ...process.env,
    SERVER_URL: server.url,
    CLUSTER_SECRET: 'a-secret-that-only-the-tests-know-about',
    STORE_DIR: storeDir,
    DEMO_DIR: dirname(media),
    MEDIA_ADDRESS: '127.0.0.1',
    MEDIA_PORT_BASE: `${randomInt(20_000, 32_000)}`,
    MEDIA_WORKERS: '1',
    MEDIASOUP_WORKER_BIN: requireWorkerBin(),
    MIN_FREE_DISK_BYTES: '0',
    METRICS_PORT: '',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  open.push({ server, child });
  await server.next(mediaNode.register);
  return { server, child };
}

async function record(server: FakeServer, segments: number) {
  const showId = ShowId.parse(randomUUID());
  await server.call(mediaNode.startRecording, { showId, fence: 4, programmeStartMs: 5_000 });
  await server.call(mediaNode.publishFile, { showId, peerId: 'file', file: 'flash-1280x720-130s.mkv' });
  await server.next(mediaNode.segmentClosed, (report) => report.segment.index === segments);
  return showId;
}

const newStore = () => mkdtemp(join(tmpdir(), 'shoal-store-'));
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('SIGTERM finalises the recordings, reports it, ends the worker and exits with 0', async () => {
  const storeDir = await newStore();
  const { server, child } = await startProcess(storeDir);
  const showId = await record(server, 1);
  const sentAtMs = Date.now();

  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');

  expect(code).toBe(0);
  expect(Date.now() - sentAtMs).toBeLessThan(10_000);
  const [run] = await listShowRuns(storeDir, showId);
  expect(run).toMatchObject({ state: 'closed', closeReason: 'stopped', programmeStartMs: 5_000, fence: 4 });
  expect(server.all(mediaNode.runClosed)).toEqual([run]);
  expect(await readSegments(storeDir, run!)).toHaveLength(server.all(mediaNode.segmentClosed).length);
});

test('after kill -9 what was reported plays, nothing outlives it, and the next start closes the run', async () => {
  const storeDir = await newStore();
  const { server, child } = await startProcess(storeDir);
  const showId = await record(server, 2);
  const reported = server.all(mediaNode.segmentClosed).length;
  const ours = await childrenOf(child.pid ?? 0);
  expect(ours.length).toBeGreaterThanOrEqual(3); // A worker, the file's sender, the recorder's encoder.

  child.kill('SIGKILL');
  await waitFor('all children to end', 5_000, () => !ours.some(isAlive));
  const [left] = await listShowRuns(storeDir, showId);
  expect(left).toMatchObject({ state: 'open' });
  expect((await readSegments(storeDir, left!)).length).toBeGreaterThanOrEqual(reported);
  expect(await decodeErrors(await joinRun(runFolder(storeDir, showId, left!.runId)))).toBe('');

  const next = await startProcess(storeDir);
  const closed = await next.server.next(mediaNode.runClosed);
  expect(closed).toMatchObject({ runId: left!.runId, state: 'closed', closeReason: 'process_died' });
  await next.server.call(mediaNode.startRecording, { showId, fence: 4, programmeStartMs: 0 });
  await next.server.call(mediaNode.publishFile, { showId, peerId: 'file', file: 'flash-1280x720-130s.mkv' });
  const after = await next.server.next(mediaNode.runOpened);
  const lengthMs = (await readSegments(storeDir, left!)).reduce((total, segment) => total + segment.durationMs, 0);
  expect(after).toMatchObject({ ordinal: 1, programmeStartMs: Math.round(5_000 + lengthMs) });
});

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(/\s+/).map(Number);
}

test('a start with wrong settings names each of them and exits with 1', async () => {
  const child = spawn(process.execPath, [main], { env: { NODE_ID: 'Not Right', MEDIA_WORKERS: 'many' } });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  for (const name of ['SERVER_URL', 'CLUSTER_SECRET', 'NODE_ID', 'MEDIA_WORKERS', 'STORE_DIR'])
    expect(said).toContain(name);
});
