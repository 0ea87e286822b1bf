import { access } from 'node:fs/promises';
import type { ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { storeRun, toRun, toSegments } from '../../testing/store-run.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { chooseCountedRuns } from './choose-counted-runs.ts';
import { readRecordedRuns, recordingDir } from './read-recorded-runs.ts';
import { createRecordingIndex } from './recording-index.ts';
import { diskRecordings } from './recording-store.ts';
import { finaliseRecord, findRecording, takeNextFence } from './recordings.store.ts';
import { type RemoveDeps, removeExpiredRecordings } from './remove-recording.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;

async function givenRecording(daysAgo: number): Promise<ShowId> {
  const showId = crypto.randomUUID() as ShowId;
  const { storeDir } = server.ground.config;
  const run = toRun({ showId });
  const segments = toSegments(run, [2_000]);
  const now = new Date(Date.now() - daysAgo * DAY_MS);
  await storeRun(storeDir, run, segments);
  await takeNextFence(server.db, showId, now);
  await finaliseRecord(server.db, showId, { now, runs: chooseCountedRuns([{ run, segments }]) });
  return showId;
}

const toDeps = (retentionDays: number): RemoveDeps => ({
  db: server.db,
  log: silentLog,
  now: () => new Date(),
  recordings: diskRecordings(server.ground.config.storeDir),
  index: createRecordingIndex((showId) => readRecordedRuns(server.ground.config.storeDir, showId)),
  getCommandedShow: async () => ({ isOver: true }),
  retentionDays,
});
const isStored = (showId: ShowId) =>
  access(recordingDir(server.ground.config.storeDir, showId)).then(
    () => true,
    () => false,
  );

test('removeExpiredRecordings() removes what is past its retention, files and all, and nothing else', async () => {
  const [old, young] = [await givenRecording(31), await givenRecording(29)];

  await removeExpiredRecordings(toDeps(30));

  expect([await isStored(old), await isStored(young)]).toEqual([false, true]);
  expect((await findRecording(server.db, old))?.state).toBe('removed');
  expect((await findRecording(server.db, young))?.state).toBe('ready');
});

test('removeExpiredRecordings() keeps everything when the retention is 0', async () => {
  const old = await givenRecording(4_000);

  await removeExpiredRecordings(toDeps(0));

  expect(await isStored(old)).toBe(true);
});

test('removeExpiredRecordings() goes on where a removal was cut off between row and files', async () => {
  const showId = await givenRecording(1);
  await server.db.updateTable('recordings').set({ state: 'removed' }).where('showId', '=', showId).execute();

  await removeExpiredRecordings(toDeps(0));

  expect(await isStored(showId)).toBe(false);
});

test('a removed recording takes no further fence and stays removed', async () => {
  const showId = await givenRecording(1);
  await server.db.updateTable('recordings').set({ state: 'removed' }).where('showId', '=', showId).execute();

  expect(await takeNextFence(server.db, showId, new Date())).toBeUndefined();
  expect(await finaliseRecord(server.db, showId, { now: new Date(), runs: [] })).toBe('removed');
});

test('takeNextFence() never gives two recorders the same fence', async () => {
  const showId = crypto.randomUUID() as ShowId;

  const fences = await Promise.all(Array.from({ length: 8 }, () => takeNextFence(server.db, showId, new Date())));

  expect(fences.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
