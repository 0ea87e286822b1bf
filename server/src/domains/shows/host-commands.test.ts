import type { catalog, MaterialId } from '@shoal/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { asMember, useTestShows } from '../../testing/test-shows.ts';
import { changeSegment } from './change-segment.ts';
import { getDroppedMaterial } from './get-dropped-material.ts';
import type { Shows } from './open-shows.ts';
import { publishDrop } from './publish-drop.ts';
import { recallDrop } from './recall-drop.ts';
import { listEntriesAfter } from './show-log.store.ts';

const shoal = useTestShows();
const key = () => crypto.randomUUID() as never; // A key is any UUID.

const toMaterial = (materialId: MaterialId, title = 'First flush') =>
  ({
    materialId,
    title,
    kind: 'copy',
    text: 'Tea!',
    picture: null,
    clip: null,
    url: null,
    product: null,
    archivedAt: null,
  }) as unknown as catalog.Material;
const withCatalog = (): Shows => ({
  ...shoal.deps,
  getMaterialSnapshot: async (_db, _brandId, materialId) => toMaterial(materialId),
});
const listSeqs = async (showId: Parameters<typeof getDroppedMaterial>[1]) =>
  (await listEntriesAfter(shoal.db, showId, { afterSeq: 0, limit: 1_000 })).map(({ seq }) => seq);

test('[LG2] fifty presses of one key at once make one entry and one answer', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  const input = { showId, materialId, idempotencyKey: key() };
  await deps.logs.open(showId);

  const answers = await Promise.all(Array.from({ length: 50 }, () => publishDrop(deps, asMember(hostId), input)));

  expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([1]));
  expect(await listSeqs(showId)).toEqual([1]);
  expect(shoal.sent.filter(({ name }) => name === 'log:appended')).toHaveLength(1);
});

test('[LG1] fifty different drops at once take seqs without holes, and leave in their order', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  await deps.logs.open(showId);

  await Promise.all(
    Array.from({ length: 50 }, () =>
      publishDrop(deps, asMember(hostId), { showId, materialId, idempotencyKey: key() }),
    ),
  );

  const expected = Array.from({ length: 50 }, (_, at) => at + 1);
  expect(await listSeqs(showId)).toEqual(expected);
  const sent = shoal.sent.filter(({ name }) => name === 'log:appended');
  expect(sent.map(({ payload }) => (payload as { entry: { seq: number } }).entry.seq)).toEqual(expected);
});

test('[LG1] a command that fails in between gives its seq back', async () => {
  const { hostId, materialId, segmentIds, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  const failing = { ...deps, programmeMsAt: () => Promise.reject(new Error('died here')) };
  const caller = asMember(hostId);
  const segment = { showId, segmentId: segmentIds[0]!, idempotencyKey: key() };

  await expect(changeSegment(failing, caller, segment)).rejects.toThrow('died here');
  await publishDrop(deps, caller, { showId, materialId, idempotencyKey: key() });

  expect(await listSeqs(showId)).toEqual([1]);
  await expect(changeSegment(deps, caller, segment)).resolves.toEqual({ seq: 2 }); // The key was not spent.
});

test('[LG2] dying at the commit leaves nothing behind, not even the key', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  const input = { showId, materialId, idempotencyKey: key() };
  await sql`create function die() returns trigger language plpgsql as $$ begin raise 'died at commit'; end $$`.execute(
    shoal.db,
  );
  await sql`create constraint trigger die after insert on drops deferrable initially deferred
    for each row execute function die()`.execute(shoal.db);

  await expect(publishDrop(deps, asMember(hostId), input)).rejects.toThrow('died at commit');
  await sql`drop trigger die on drops`.execute(shoal.db);
  await sql`drop function die`.execute(shoal.db);

  expect(await listSeqs(showId)).toEqual([]);
  expect(shoal.sent).toEqual([]);
  expect(await publishDrop(deps, asMember(hostId), input)).toEqual({ seq: 1 });
});

test('[LG2] dying after the commit and before the answer: the retry, also on another server, gets the first seq', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  const input = { showId, materialId, idempotencyKey: key() };
  const dying = { ...deps, announce: () => Promise.reject(new Error('died after commit')) };
  await expect(publishDrop(dying, asMember(hostId), input)).rejects.toThrow('died after commit');
  await shoal.db.updateTable('shows').set({ state: 'ended', endedAt: new Date() }).where('id', '=', showId).execute();

  const again = await publishDrop(
    { ...shoal.openAnother(), getMaterialSnapshot: deps.getMaterialSnapshot },
    asMember(hostId),
    input,
  );

  expect(again).toEqual({ seq: 1 });
  expect(await listSeqs(showId)).toEqual([1]);
});

test('[LG5] an entry that nobody announced reaches the sockets by the next poll', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  await deps.logs.open(showId);
  await publishDrop({ ...deps, announce: async () => {} }, asMember(hostId), {
    showId,
    materialId,
    idempotencyKey: key(),
  });

  await deps.logs.poll();

  expect(shoal.sent).toMatchObject([{ room: `show:${showId}`, name: 'log:appended', payload: { entry: { seq: 1 } } }]);
});

test('publishDrop() refuses a key that came with another request', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  const idempotencyKey = key();
  await publishDrop(deps, asMember(hostId), { showId, materialId, idempotencyKey });

  const other = publishDrop(deps, asMember(hostId), {
    showId,
    materialId: crypto.randomUUID() as MaterialId,
    idempotencyKey,
  });

  await expect(other).rejects.toMatchObject({ code: 'request.key_reused' });
});

test('publishDrop() is for the crew, and only while the show is live', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db, { state: 'scheduled' });
  const deps = withCatalog();
  const input = () => ({ showId, materialId, idempotencyKey: key() });
  const stranger = asMember(crypto.randomUUID() as never); // No such account: any id will do.

  await expect(publishDrop(deps, asMember(hostId), input())).rejects.toMatchObject({ code: 'shows.not_live' });
  await expect(publishDrop(deps, stranger, input())).rejects.toMatchObject({ code: 'shows.not_found' });
  expect(await listSeqs(showId)).toEqual([]);
});

test('recallDrop() answers the first recall, also under another key, and appends one entry', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const deps = withCatalog();
  const caller = asMember(hostId);
  const { seq: dropSeq } = await publishDrop(deps, caller, { showId, materialId, idempotencyKey: key() });

  const recalls = await Promise.all(
    Array.from({ length: 5 }, () => recallDrop(deps, caller, { showId, dropSeq, idempotencyKey: key() })),
  );

  expect(recalls).toEqual(Array.from({ length: 5 }, () => ({ seq: 2 })));
  expect(await listSeqs(showId)).toEqual([1, 2]);
  await expect(recallDrop(deps, caller, { showId, dropSeq: 2, idempotencyKey: key() })).rejects.toMatchObject({
    code: 'drops.not_found',
  });
});

test('getDroppedMaterial() knows the latest drop that stands, the recalled, and what never was dropped', async () => {
  const { hostId, materialId, showId } = await givenShow(shoal.db);
  const caller = asMember(hostId);
  let title = 'first';
  const deps: Shows = { ...shoal.deps, getMaterialSnapshot: async () => toMaterial(materialId, title) };
  expect(await getDroppedMaterial(shoal.db, showId, materialId)).toBeUndefined();

  await publishDrop(deps, caller, { showId, materialId, idempotencyKey: key() });
  title = 'second';
  await publishDrop(deps, caller, { showId, materialId, idempotencyKey: key() });
  await recallDrop(deps, caller, { showId, dropSeq: 2, idempotencyKey: key() });
  expect(await getDroppedMaterial(shoal.db, showId, materialId)).toMatchObject({
    seq: 1,
    material: { title: 'first' },
  });

  await recallDrop(deps, caller, { showId, dropSeq: 1, idempotencyKey: key() });
  expect(await getDroppedMaterial(shoal.db, showId, materialId)).toBe('recalled');
});
