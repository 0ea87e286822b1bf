import { HOST_AWAY_AFTER_MS, type ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { asMember, useTestShows } from '../../testing/test-shows.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { endShow } from './end-show.ts';
import { closeEndedShow, recordLiveShow } from './finish-show.ts';
import { goLive } from './go-live.ts';
import { onStageChanged } from './on-stage-changed.ts';
import { listEntriesAfter } from './show-log.store.ts';
import { findShow } from './shows.store.ts';

const shoal = useTestShows();
const key = () => crypto.randomUUID() as never; // A key is any UUID.
const MINUTE_MS = 60_000;

const listKinds = async (showId: ShowId) =>
  (await listEntriesAfter(shoal.db, showId, { afterSeq: 0, limit: 1_000 })).map(({ kind }) => kind);

test('[SG5] goLive() waits for the stage to stream, then appends, records and leaves a job behind', async () => {
  const { hostId, showId } = await givenShow(shoal.db, { state: 'scheduled' });
  const input = { showId, idempotencyKey: key() };
  shoal.stage = 'idle';
  await expect(goLive(shoal.deps, asMember(hostId), input)).rejects.toMatchObject({ code: 'media.not_streaming' });
  expect(await listKinds(showId)).toEqual([]);

  shoal.stage = 'streaming';
  const first = await goLive(shoal.deps, asMember(hostId), input);

  expect(first).toMatchObject({ seq: 1 });
  expect(await listKinds(showId)).toEqual(['show.wentLive']);
  expect(await findShow(shoal.db, showId)).toMatchObject({ state: 'live', wentLiveAt: new Date(first.wentLiveAt) });
  expect(shoal.jobs).toEqual(['shows.record']);
  await waitUntil(() => shoal.mediaCalls.includes(`startRecording ${showId}`), 'the recording did not start');
});

test('goLive() needs no stage when the picture is made here', async () => {
  const { hostId, showId } = await givenShow(shoal.db, { state: 'scheduled' });
  shoal.stage = 'idle';

  const live = goLive({ ...shoal.deps, isSynthetic: () => true }, asMember(hostId), { showId, idempotencyKey: key() });

  await expect(live).resolves.toMatchObject({ seq: 1 });
});

test('goLive() pressed twenty times at once, each with its own key, goes live once', async () => {
  const { hostId, showId } = await givenShow(shoal.db, { state: 'scheduled' });
  const press = () => goLive(shoal.deps, asMember(hostId), { showId, idempotencyKey: key() });

  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, press));

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await listKinds(showId)).toEqual(['show.wentLive']);
});

test('[CL3] endShow() says who ended it, then closes recording, replay and media in this order', async () => {
  const { hostId, showId } = await givenShow(shoal.db);

  const first = await endShow(shoal.deps, asMember(hostId), { showId, idempotencyKey: key() });

  expect(await listKinds(showId)).toEqual(['show.ended']);
  expect(await findShow(shoal.db, showId)).toMatchObject({
    state: 'ended',
    endReason: 'host',
    endedAt: new Date(first.endedAt),
  });
  expect(shoal.jobs).toEqual(['shows.finish']);
  await waitUntil(() => shoal.mediaCalls.length === 3, 'the show was not finished');
  expect(shoal.mediaCalls).toEqual([`stopRecording ${showId}`, `finaliseReplay ${showId}`, `closeShowMedia ${showId}`]);
});

test('endShow() by an operator is told as such, and a second end answers shows.not_live', async () => {
  const { hostId, showId } = await givenShow(shoal.db);
  const operator = asMember(crypto.randomUUID() as never, 'operator'); // Any id: operators command every show.

  await endShow(shoal.deps, operator, { showId, idempotencyKey: key() });
  const second = endShow(shoal.deps, asMember(hostId), { showId, idempotencyKey: key() });

  await expect(second).rejects.toMatchObject({ code: 'shows.not_live' });
  expect((await findShow(shoal.db, showId))?.endReason).toBe('operator');
});

test('[CL3] the job finishes what a server that died after the commit did not', async () => {
  const { hostId, showId } = await givenShow(shoal.db);
  await endShow({ ...shoal.deps, finishSoon: () => {} }, asMember(hostId), { showId, idempotencyKey: key() });
  expect(shoal.mediaCalls).toEqual([]);

  await closeEndedShow(shoal.deps, showId);

  expect(shoal.mediaCalls).toContain(`finaliseReplay ${showId}`);
});

test('closeEndedShow() makes the replay also when the recorder is gone', async () => {
  const { showId } = await givenShow(shoal.db, { state: 'ended' });
  const stopRecording = () => Promise.reject(new Error('no node'));

  await closeEndedShow({ ...shoal.deps, stopRecording }, showId);

  expect(shoal.mediaCalls).toEqual([`finaliseReplay ${showId}`, `closeShowMedia ${showId}`]);
});

test('a late job neither records an ended show nor closes a live one', async () => {
  const ended = await givenShow(shoal.db, { state: 'ended' });
  const live = await givenShow(shoal.db);

  await recordLiveShow(shoal.deps, ended.showId);
  await closeEndedShow(shoal.deps, live.showId);

  expect(shoal.mediaCalls).toEqual([]);
});

test('[CL3] a show that exceeds its maximum length ends itself, once, also after a restart', async () => {
  const wentLiveAt = new Date(shoal.clock.now().getTime() - 5 * MINUTE_MS);
  const { showId } = await givenShow(shoal.db, { row: { wentLiveAt, maxLengthMinutes: 5 } });
  const [one, other] = [shoal.openAnother(), shoal.openAnother()];

  await Promise.all([one.runTimers(), other.runTimers(), one.runTimers()]);

  expect(await listKinds(showId)).toEqual(['show.ended']);
  expect(await findShow(shoal.db, showId)).toMatchObject({ state: 'ended', endReason: 'too_long' });
});

test('[SG5] a host whose media is gone for 120 s is said to be away, once, and back when it streams', async () => {
  const { showId } = await givenShow(shoal.db);
  shoal.stage = 'idle';
  await onStageChanged(shoal.deps, showId, { isStreaming: false });
  shoal.clock.advance(HOST_AWAY_AFTER_MS - 1_000);
  await shoal.deps.runTimers();
  expect(await listKinds(showId)).toEqual([]);

  shoal.clock.advance(1_000);
  await Promise.all([shoal.deps.runTimers(), shoal.openAnother().runTimers()]);
  expect(await listKinds(showId)).toEqual(['show.hostAway']);

  shoal.stage = 'streaming';
  await onStageChanged(shoal.deps, showId, { isStreaming: true });
  await onStageChanged(shoal.deps, showId, { isStreaming: true });
  expect(await listKinds(showId)).toEqual(['show.hostAway', 'show.hostBack']);
  expect(await findShow(shoal.db, showId)).toMatchObject({ hostGoneSince: null, isHostAway: false });
});

test('[SG5] a host who is back before that was never away', async () => {
  const { showId } = await givenShow(shoal.db);
  await onStageChanged(shoal.deps, showId, { isStreaming: false });
  shoal.clock.advance(HOST_AWAY_AFTER_MS - 1_000);

  await onStageChanged(shoal.deps, showId, { isStreaming: true });
  shoal.clock.advance(HOST_AWAY_AFTER_MS);
  await shoal.deps.runTimers();

  expect(await listKinds(showId)).toEqual([]);
});

test('[SG5] the timers notice a stage that changed while no server listened', async () => {
  const { showId } = await givenShow(shoal.db);
  shoal.stage = 'idle';
  await shoal.deps.runTimers();
  shoal.clock.advance(HOST_AWAY_AFTER_MS);
  await shoal.deps.runTimers();
  expect(await listKinds(showId)).toEqual(['show.hostAway']);

  shoal.stage = 'streaming';
  await shoal.deps.runTimers();
  expect(await listKinds(showId)).toEqual(['show.hostAway', 'show.hostBack']);
});

test('onStageChanged() leaves shows that are not live alone', async () => {
  const { showId } = await givenShow(shoal.db, { state: 'scheduled' });

  await onStageChanged(shoal.deps, showId, { isStreaming: false });
  await onStageChanged(shoal.deps, showId, { isStreaming: true });

  expect(await findShow(shoal.db, showId)).toMatchObject({ hostGoneSince: null, isHostAway: false });
  expect(await listKinds(showId)).toEqual([]);
});
