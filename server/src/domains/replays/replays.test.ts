import { access } from 'node:fs/promises';
import {
  drops,
  type IdempotencyKey,
  mediaNode,
  PROTOCOL_VERSION,
  replays,
  type ShowId,
  shares,
  shows,
  signaling,
  type TabId,
} from '@shoal/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { FakeMediaNode } from '../../testing/fake-media-node.ts';
import { givenShow } from '../../testing/given-show.ts';
import { storeRun, toRun, toSegments } from '../../testing/store-run.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { hangUpAll } from '../../testing/use-stage.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { readRecordedRuns, recordingDir } from './read-recorded-runs.ts';

const server = useTestServer();
const storeDir = () => server.ground.config.storeDir;
const newKey = () => crypto.randomUUID() as IdempotencyKey;
const nodes: FakeMediaNode[] = [];
afterEach(() => hangUpAll(server, nodes));

async function openNode(url = server.url, nodeId: string = crypto.randomUUID()) {
  const node = await FakeMediaNode.open({ url, nodeId });
  nodes.push(node);
  return node;
}

async function joinStudio(
  host: SignedIn,
  showId: ShowId,
  { tabId = crypto.randomUUID() as TabId, url = server.url } = {},
) {
  const socket = await (await server.signInAgain(host, url)).connect();
  const door = 'studio' as const;
  const welcome = await socket.send(shows.joinShow, {
    showId,
    tabId,
    door,
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  return { socket, tabId, welcome };
}
type Studio = Awaited<ReturnType<typeof joinStudio>>;

async function publish(node: FakeMediaNode, host: SignedIn, { showId, studio }: { showId: ShowId; studio: Studio }) {
  await studio.socket.send(signaling.openPublish, { showId });
  await node.publish(showId, `${showId}:${host.member.accountId}:${studio.tabId}:pub` as mediaNode.PeerId);
}

/** What the recorder was told last. */
const waitForOrder = (node: FakeMediaNode, count = 1) =>
  waitUntil(() => {
    const orders = node.callsOf(mediaNode.startRecording);
    return orders.length >= count ? (orders.at(-1) as { fence: number; programmeStartMs: number }) : undefined;
  }, 'the recorder was not started');

/** A show that is live and recorded by a fake node. */
async function goLive(url = server.url) {
  const node = await openNode(url);
  const host = await server.signIn('host');
  const guest = await server.signIn('shopkeeper');
  const given = await givenShow(server.db, {
    state: 'scheduled',
    hostId: host.member.accountId,
    guestIds: [guest.member.accountId],
  });
  const { showId } = given;
  const studio = await joinStudio(host, showId, { url });
  await publish(node, host, { showId, studio });
  await studio.socket.send(shows.goLive, { showId, idempotencyKey: newKey() });
  await waitForOrder(node);
  return { ...given, node, host, guest, studio };
}

type Recorded = { showId: ShowId; fence?: number; ordinal?: number; startMs?: number; durationsMs: number[] };

/** Records a run into the store, reporting it as a node does. */
async function record(node: FakeMediaNode, { durationsMs, startMs = Date.now(), ...given }: Recorded) {
  const run = toRun({
    nodeId: node.nodeId,
    bootId: node.bootId,
    wallStartAt: new Date(startMs).toISOString(),
    ...given,
  });
  const segments = toSegments(run, durationsMs);
  await storeRun(storeDir(), run, []);
  await node.report(mediaNode.runOpened, run);
  for (const segment of segments) {
    await storeRun(storeDir(), run, [segment]);
    await node.report(mediaNode.segmentClosed, { showId: run.showId, runId: run.runId, segment });
  }
  return { run, segments };
}

const end = ({ studio, showId }: { studio: Studio; showId: ShowId }) =>
  studio.socket.send(shows.endShow, { showId, idempotencyKey: newKey() });
const waitForReplay = (client: SignedIn, showId: ShowId) =>
  waitUntil(() => client.call(replays.getReplay, { showId }).catch(() => undefined), 'no replay', 3_000);
const fetchText = async (client: Pick<SignedIn, 'fetch'>, path: string) => (await client.fetch(path)).text();

test('a show from its first segment to its replay: live list, DVR, studio, chapters', async () => {
  const { guest, materialId, node, showId, studio } = await goLive();
  expect(await waitForOrder(node)).toMatchObject({ fence: 1, programmeStartMs: 0 });
  expect((await guest.fetch(studio.welcome.hlsPath)).status).toBe(404);

  const startMs = Date.now() - 4_000;
  const { run } = await record(node, { showId, startMs, durationsMs: [2_000, 2_000] });
  await studio.socket.waitFor(shows.stageChanged, ({ stage }) => stage.hasHls);
  const told = await studio.socket.waitFor(shows.recordingChanged, ({ programmeMs }) => programmeMs === 4_000);
  const { seq } = await studio.socket.send(drops.publishDrop, { showId, idempotencyKey: newKey(), materialId });
  await record(node, { showId, ordinal: 1, startMs: Date.now(), durationsMs: [2_000] });

  expect(told.recording).toBe('on');
  const live = await fetchText(guest, studio.welcome.hlsPath);
  expect(live.match(/#EXTINF/g)).toHaveLength(3);
  expect(live).not.toContain('ENDLIST');
  const base = studio.welcome.hlsPath.replace('live.m3u8', '');
  expect(await fetchText(guest, `${base}dvr.m3u8`)).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
  expect(await fetchText(guest, `${base}${run.runId}/000002.m4s`)).toBe('bytes of 000002.m4s');

  await end({ showId, studio });
  const replay = await waitForReplay(guest, showId);
  expect(replay.durationMs).toBe(6_000);
  expect(replay.chapters.map(({ kind, seq: of }) => [kind, of])).toEqual([
    ['segment', null],
    ['drop', seq],
  ]);
  expect(replay.chapters[1]?.startsMs).toBeGreaterThanOrEqual(4_000);
  expect(await fetchText(guest, replay.hlsPath)).toContain('#EXT-X-ENDLIST');
  await waitUntil(
    async () => (await fetchText(guest, studio.welcome.hlsPath)).includes('#EXT-X-ENDLIST'),
    'the live list does not end',
    2_500,
  );
  await waitUntil(() => node.callsOf(mediaNode.closeShow).length > 0, 'the media was not closed');
});

test('her page plays the replay from where its product was dropped, with a card there, for whoever opens her link', async () => {
  const { guest, materialId, node, showId, studio } = await goLive();
  await record(node, { showId, startMs: Date.now() - 4_000, durationsMs: [2_000, 2_000] });
  await studio.socket.send(drops.publishDrop, { showId, idempotencyKey: newKey(), materialId });
  const { code } = await guest.call(shares.createShare, { showId, materialId });
  await record(node, { showId, ordinal: 1, startMs: Date.now(), durationsMs: [2_000] });
  await end({ showId, studio });
  const { chapters, durationMs } = await waitForReplay(guest, showId);

  const { show } = await server.anonymous().call(shares.getShop, { code });
  const page = await (await server.anonymous().fetch(`/s/${code}?t=3`)).text();

  expect(show).toMatchObject({ status: 'replay', durationMs });
  expect(show.cards).toMatchObject([{ materialId, startsMs: show.productStartsMs }]);
  expect(show.productStartsMs).toBe(chapters.find(({ kind }) => kind === 'drop')?.startsMs);
  expect(show.productStartsMs).toBeGreaterThanOrEqual(4_000);
  expect(page).toContain(`/s/${code}?t=3">`);
  expect(page).toContain('"startMs":3000');
});

test('a host whose encoder answers no key frame request is told, until another publisher comes', async () => {
  const { node, showId, studio } = await goLive();
  await studio.socket.waitFor(shows.recordingChanged, ({ recording }) => recording === 'on');

  await node.report(mediaNode.keyFramesChanged, { showId, areMissing: true });
  await studio.socket.waitFor(shows.recordingChanged, ({ hasRareKeyFrames }) => hasRareKeyFrames === true);
  await record(node, { showId, durationsMs: [2_000] });
  const told = await studio.socket.waitFor(shows.recordingChanged, ({ programmeMs }) => programmeMs === 2_000);
  expect(told).toMatchObject({ recording: 'on', hasRareKeyFrames: true });

  await node.report(mediaNode.keyFramesChanged, { showId, areMissing: false });
  await waitUntil(
    () => studio.socket.received(shows.recordingChanged).at(-1)?.hasRareKeyFrames === false,
    'the studio still hears of rare key frames',
  );
});

test('a media process that is killed: the next one records with a higher fence, after what is stored', async () => {
  const { host, node, showId, studio } = await goLive();
  await record(node, { showId, startMs: Date.now() - 10_000, durationsMs: [2_000, 2_000] });

  const reborn = await openNode(server.url, node.nodeId);
  await studio.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'idle' && stage.generation > 0);
  await publish(reborn, host, { showId, studio });
  expect(await waitForOrder(reborn)).toMatchObject({ fence: 2, programmeStartMs: 4_000 });
  await record(reborn, { showId, fence: 2, durationsMs: [2_000] });
  await end({ showId, studio });

  const replay = await waitForReplay(host, showId);
  expect(replay.durationMs).toBe(6_000);
  expect(replay.gaps).toHaveLength(1);
  expect(replay.gaps[0]).toMatchObject({ atMs: 4_000 });
  expect((await fetchText(host, replay.hlsPath)).match(/#EXT-X-DISCONTINUITY$/gm)).toHaveLength(1);
});

test('a server that is killed in mid-show: the recorder goes on under its fence, and the replay lacks nothing', async () => {
  const first = await server.startAnother();
  const { host, node, showId, studio } = await goLive(first.url);
  const run = toRun({ showId, nodeId: node.nodeId, bootId: node.bootId });
  const segments = toSegments(run, [2_000, 2_000, 2_000]);
  await storeRun(storeDir(), run, segments.slice(0, 1));
  await node.report(mediaNode.runOpened, run);
  await first.shoal.close();
  await storeRun(storeDir(), run, segments.slice(1)); // Nobody hears of these.

  const second = await server.startAnother();
  await node.dial(second.url);
  const again = await joinStudio(host, showId, { url: second.url, tabId: studio.tabId });
  expect(again.welcome.stage).toMatchObject({ status: 'streaming', hasHls: true });
  expect(
    (await fetchText(await server.signInAgain(host, second.url), again.welcome.hlsPath)).match(/#EXTINF/g),
  ).toHaveLength(3);
  await end({ showId, studio: again });

  expect((await waitForReplay(await server.signInAgain(host, second.url), showId)).durationMs).toBe(6_000);
  expect(node.callsOf(mediaNode.startRecording)).toHaveLength(1);
  await second.shoal.close();
});

test('the replay of two hours is there as soon as that of five minutes', async () => {
  const tookMs: number[] = [];
  for (const minutes of [5, 120]) {
    const { host, node, showId, studio } = await goLive();
    const wallStartAt = new Date(Date.now() - minutes * 60_000).toISOString();
    const run = toRun({ showId, nodeId: node.nodeId, bootId: node.bootId, wallStartAt });
    await storeRun(storeDir(), run, toSegments(run, Array(minutes * 30).fill(2_000)));
    await node.report(mediaNode.runOpened, run);

    const from = performance.now();
    await end({ showId, studio });
    const { durationMs, hlsPath } = await waitForReplay(host, showId);
    const list = await fetchText(host, hlsPath);
    tookMs.push(performance.now() - from);

    expect(durationMs).toBe(minutes * 60_000);
    expect(list.match(/#EXTINF/g)).toHaveLength(minutes * 30);
    await hangUpAll(server, nodes); // The next show's place is on the next node.
  }
  const [short = 0, long = 0] = tookMs;
  console.log({ endToReplayMs: { minutes5: Math.round(short), minutes120: Math.round(long) } });
  expect(long - short).toBeLessThan(1_000);
});

test('a show that ended while no node was there is finalised from the store', async () => {
  const { host, node, showId, studio } = await goLive();
  await record(node, { showId, durationsMs: [2_000] });
  node.hangUp();

  await end({ showId, studio });

  expect((await waitForReplay(host, showId)).durationMs).toBe(2_000);
});

test('a show without a segment has no replay, and says so in the list', async () => {
  const { host, showId, studio } = await goLive();

  await end({ showId, studio });

  await waitUntil(
    () => server.db.selectFrom('recordings').select('state').where('state', '=', 'none').executeTakeFirst(),
    'the recording was not finalised',
  );
  await expect(host.call(replays.getReplay, { showId })).rejects.toMatchObject({ code: 'replays.not_ready' });
  expect((await host.call(shows.getShow, { showId })).hasReplay).toBe(false);
});

test('a run that a cut-off node closes after the end is counted then', async () => {
  const { host, node, showId, studio } = await goLive();
  const { run } = await record(node, { showId, durationsMs: [2_000] });
  await end({ showId, studio });
  await waitForReplay(host, showId);
  await storeRun(storeDir(), run, toSegments(run, [2_000, 2_000]).slice(1));

  await node.report(mediaNode.runClosed, { ...run, state: 'closed', closeReason: 'stopped' });

  expect((await host.call(replays.getReplay, { showId })).durationMs).toBe(4_000);
});

describe('who may read what', () => {
  async function givenReplay() {
    const live = await goLive();
    const { run } = await record(live.node, { showId: live.showId, durationsMs: [2_000] });
    await end(live);
    const { hlsPath } = await waitForReplay(live.guest, live.showId);
    return { ...live, run, hlsPath, base: hlsPath.replace('replay.m3u8', '') };
  }
  const statusOf = async (path: string) => (await server.anonymous().fetch(path)).status;

  test('a playlist needs its grant and no cookie; another show, a forged grant or none opens nothing', async () => {
    const { base, hlsPath, run, showId } = await givenReplay();
    const other = crypto.randomUUID();

    expect(await statusOf(hlsPath)).toBe(200);
    expect(await statusOf(`${base}${run.runId}/init.mp4`)).toBe(200);
    expect(await statusOf(hlsPath.replace(showId, other))).toBe(403);
    expect(await statusOf(`${base}${run.runId}/init.mp4`.replace(showId, other))).toBe(403);
    expect(await statusOf(`/hls/${'x'.repeat(60)}/${showId}/replay.m3u8`)).toBe(403);
    expect(await statusOf(`/hls//${showId}/replay.m3u8`)).toBe(404);
  });

  test('nothing but playlists and segments is served, whatever the path climbs to', async () => {
    const { base, run } = await givenReplay();
    const attempts = [
      `${base}${run.runId}/run.json`,
      `${base}${run.runId}/segments.jsonl`,
      `${base}${run.runId}/000009.m4s`,
      `${base}${run.runId}/..%2frun.json`,
      `${base}${run.runId}/%2e%2e%2f%2e%2e%2finit.mp4`,
      `${base}..%2f..%2f/init.mp4`,
      `${base}%2e%2e/init.mp4`,
      `${base}${run.runId}/init.mp4%00`,
      `${base}${run.runId}/init.mp4/`,
      `${base}other.m3u8`,
      `${base}replay.m3u8%0a`,
    ];
    for (const path of attempts) expect([path, await statusOf(path)]).not.toEqual([path, 200]);
  });

  test('segments are immutable and ranged, playlists are never stored', async () => {
    const { base, hlsPath, run } = await givenReplay();
    const segment = await server
      .anonymous()
      .fetch(`${base}${run.runId}/000001.m4s`, { headers: { range: 'bytes=0-4' } });
    const beyond = await server
      .anonymous()
      .fetch(`${base}${run.runId}/000001.m4s`, { headers: { range: 'bytes=9000-' } });
    const playlist = await server.anonymous().fetch(hlsPath);

    expect(segment.status).toBe(206);
    expect(await segment.text()).toBe('bytes');
    expect([beyond.status, beyond.headers.get('content-range')?.startsWith('bytes */')]).toEqual([416, true]);
    expect(segment.headers.get('cache-control')).toContain('immutable');
    expect(segment.headers.get('content-type')).toBe('video/mp4');
    expect(playlist.headers.get('cache-control')).toBe('no-store');
    expect(playlist.headers.get('content-type')).toContain('application/vnd.apple.mpegurl');
    expect(playlist.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a guest who is removed cannot read the playlist any more', async () => {
    const { guest, hlsPath, host, showId } = await givenReplay();
    expect(await statusOf(hlsPath)).toBe(200);

    await host.call(shows.removeGuest, { showId, accountId: guest.member.accountId });

    await waitUntil(async () => (await statusOf(hlsPath)) === 403, 'the grant still opens', 2_500);
    await expect(guest.call(replays.getReplay, { showId })).rejects.toMatchObject({ code: 'shows.not_found' });
  });

  test('getReplay() is for those who could enter; removeRecording() for the crew, once the show is over', async () => {
    const { guest, hlsPath, host, showId } = await givenReplay();
    const stranger = await server.signIn('shopkeeper');
    const live = await givenShow(server.db, { hostId: host.member.accountId });
    const code = (act: Promise<unknown>) => expect(act).rejects;

    await code(stranger.call(replays.getReplay, { showId })).toMatchObject({ code: 'shows.not_found' });
    await code(guest.call(replays.removeRecording, { showId })).toMatchObject({ code: 'accounts.not_allowed' });
    await code(host.call(replays.removeRecording, { showId: live.showId })).toMatchObject({
      code: 'shows.wrong_state',
    });
    await host.call(replays.removeRecording, { showId });
    await host.call(replays.removeRecording, { showId });

    await code(guest.call(replays.getReplay, { showId })).toMatchObject({ code: 'replays.not_ready' });
    await code(access(recordingDir(storeDir(), showId))).toThrow('ENOENT');
    expect(await readRecordedRuns(storeDir(), showId)).toEqual([]);
    await waitUntil(async () => (await statusOf(hlsPath)) === 404, 'the playlist is still there', 2_500);
  });
});

test('the studio is told when a full disk stops the recorder, and when it goes on', async () => {
  const { node, showId, studio } = await goLive();
  const waitForState = (state: string, after: number) =>
    waitUntil(
      () =>
        studio.socket
          .received(shows.recordingChanged)
          .slice(after)
          .some(({ recording }) => recording === state),
      `the studio was not told ${state}`,
      3_000,
    );
  await waitForState('on', 0);
  await node.report(mediaNode.recordingStopped, { showId, reason: 'disk_full' });
  await waitForState('stopped_disk_full', 0);
  const before = studio.socket.received(shows.recordingChanged).length;
  await node.report(mediaNode.recordingResumed, { showId });
  await waitForState('on', before);
});
