import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IdempotencyKey, PROTOCOL_VERSION, replays, shows, type TabId } from '@shoal/contract';
import { expect, onTestFinished, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { useRealMedia } from '../../testing/real-media.ts';
import { openTestBucket } from '../../testing/test-bucket.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const bucket = await openTestBucket();
const server = useTestServer({ env: { DEMO: 'on', ...bucket } });
const media = useRealMedia(server);
const newKey = () => crypto.randomUUID() as IdempotencyKey;

test.skipIf(!bucket)(
  'a show in an object store plays live and as a replay, and nothing of it stays on the node',
  async () => {
    const spoolDir = await mkdtemp(join(tmpdir(), 'shoal-spool-'));
    onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
    await media.start({ ...bucket, STORE_DIR: spoolDir });
    const host = await server.signIn('host');
    const { showId } = await givenShow(server.db, { state: 'scheduled', hostId: host.member.accountId });
    const studio = await host.connect();
    const [tabId, protocol] = [crypto.randomUUID() as TabId, PROTOCOL_VERSION];
    const welcome = await studio.send(shows.joinShow, { showId, tabId, door: 'studio', protocol, position: null });
    await media.publish(studio, showId);
    await studio.send(shows.goLive, { showId, idempotencyKey: newKey() });
    await waitUntil(() => studio.received(shows.stageChanged).at(-1)?.stage.hasHls, 'no first segment', 15_000);
    expect(await media.decode(welcome.hlsPath, '-t', '4')).toEqual([]);
    const edge = await (await fetch(server.url + welcome.hlsPath.replace('live.m3u8', 'edge'))).json();
    expect(await media.decode(replays.LiveEdge.parse(edge).url ?? '', '-t', '2')).toEqual([]);

    await studio.send(shows.endShow, { showId, idempotencyKey: newKey() });
    const readReplay = () => host.call(replays.getReplay, { showId }).catch(() => undefined);
    const replay = await waitUntil(readReplay, 'no replay', 3_000);
    expect(replay.durationMs).toBeGreaterThan(4_000);
    expect(await media.decode(replay.hlsPath)).toEqual([]);
    const isMedia = (name: string) => /\.(m4s|mp4)$/.test(name);
    const listSpool = () => readdir(spoolDir, { recursive: true });
    await waitUntil(async () => !(await listSpool()).some(isMedia), 'the node keeps what it pushed', 5_000);

    await host.call(replays.removeRecording, { showId });
    expect((await fetch(server.url + replay.hlsPath)).status).toBe(404);
    studio.close();
  },
  90_000,
);
