import { type IdempotencyKey, PROTOCOL_VERSION, replays, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { useRealMedia } from '../../testing/real-media.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer({ env: { DEMO: 'on' } });
const media = useRealMedia(server);
const newKey = () => crypto.randomUUID() as IdempotencyKey;

test('a show recorded by real parts plays live, survives a kill of the media process, and its replay decodes', async () => {
  const first = await media.start();
  const host = await server.signIn('host');
  const { showId } = await givenShow(server.db, { state: 'scheduled', hostId: host.member.accountId });
  const studio = await host.connect();
  const welcome = await studio.send(shows.joinShow, {
    showId,
    tabId: crypto.randomUUID() as TabId,
    door: 'studio',
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  await media.publish(studio, showId);
  await studio.send(shows.goLive, { showId, idempotencyKey: newKey() });
  await waitUntil(() => studio.received(shows.stageChanged).at(-1)?.stage.hasHls, 'no first segment', 15_000);
  expect(await media.decode(welcome.hlsPath, '-t', '4')).toEqual([]);

  first.kill('SIGKILL');
  await media.start();
  await media.publish(studio, showId);
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
  expect(await media.decode(replay.hlsPath)).toEqual([]);
  studio.close();
}, 90_000);
