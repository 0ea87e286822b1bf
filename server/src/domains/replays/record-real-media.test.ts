import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type IdempotencyKey, PROTOCOL_VERSION, replays, shows, signaling, type TabId } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer({ env: { DEMO: 'on' } });
const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg';
const mediaMain = fileURLToPath(new URL('../../../../media/src/main.ts', import.meta.url));
const run = promisify(execFile);
const newKey = () => crypto.randomUUID() as IdempotencyKey;
let demoDir: string;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  demoDir = await mkdtemp(join(tmpdir(), 'shoal-demo-'));
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=30'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
  const video = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-profile:v',
    'baseline',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '30',
    '-bf',
    '0',
  ];
  const output = ['-c:a', 'libopus', '-t', '60', join(demoDir, 'host.mkv')];
  await run(ffmpegPath, ['-v', 'error', ...picture, ...sound, ...video, ...output]);
});
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await rm(demoDir, { recursive: true, force: true });
});

/** The real media process, with its real worker and ffmpeg. */
async function startMedia(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [mediaMain], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      SERVER_URL: server.url,
      CLUSTER_SECRET: server.ground.config.clusterSecret,
      STORE_DIR: server.ground.config.storeDir,
      DEMO_DIR: demoDir,
      NODE_ID: 'real',
      MEDIA_ADDRESS: '127.0.0.1',
      MEDIA_PORT_BASE: String(await findFreePort()),
      MEDIA_WORKERS: '1',
      MIN_FREE_DISK_BYTES: '0',
      LOG_LEVEL: 'error',
    },
  });
  processes.push(child);
  return child;
}

const findFreePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Decodes what a playlist plays. @returns what ffmpeg complains of; the null muxer's rounding is not damage. */
async function decode(path: string, ...limits: string[]): Promise<string[]> {
  const { stderr } = await run(ffmpegPath, ['-v', 'error', '-i', server.url + path, ...limits, '-f', 'null', '-']);
  return stderr.split('\n').filter((line) => line && !line.includes('non monotonically increasing dts'));
}

test('a show recorded by real parts plays live, survives a kill of the media process, and its replay decodes', async () => {
  const first = await startMedia();
  const host = await server.signIn('host');
  const { showId } = await givenShow(server.db, { state: 'scheduled', hostId: host.member.accountId });
  const studio = await host.connect();
  const publish = () => studio.send(signaling.publishFile, { showId, file: 'host.mkv' }).catch(() => undefined);
  const welcome = await studio.send(shows.joinShow, {
    showId,
    tabId: crypto.randomUUID() as TabId,
    door: 'studio',
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  await waitUntil(publish, 'nothing could be published', 15_000);
  await studio.send(shows.goLive, { showId, idempotencyKey: newKey() });
  await waitUntil(() => studio.received(shows.stageChanged).at(-1)?.stage.hasHls, 'no first segment', 15_000);
  expect(await decode(welcome.hlsPath, '-t', '4')).toEqual([]);

  first.kill('SIGKILL');
  await startMedia();
  await waitUntil(publish, 'nothing could be published again', 15_000);
  const lengthMs = () => studio.received(shows.recordingChanged).at(-1)?.programmeMs ?? 0;
  const lengthAtKillMs = lengthMs();
  await waitUntil(() => lengthMs() >= lengthAtKillMs + 4_000, 'the recording did not go on', 20_000);
  await studio.send(shows.endShow, { showId, idempotencyKey: newKey() });
  const replay = await waitUntil(
    () => host.call(replays.getReplay, { showId }).catch(() => undefined),
    'no replay',
    3_000,
  );

  expect(replay.durationMs).toBeGreaterThanOrEqual(lengthAtKillMs + 4_000);
  expect(replay.gaps).toHaveLength(1);
  expect(await decode(replay.hlsPath)).toEqual([]);
  studio.close();
}, 90_000);
