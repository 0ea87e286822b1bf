import { type ShowId, shows } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenBrand, givenMaterial, givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const timeZone = 'Asia/Shanghai';
const startsAt = '2031-05-01T12:00:00.000Z';
const segment = (title: string, materialIds: Awaited<ReturnType<typeof givenMaterial>>[] = []) => ({
  title,
  kind: 'product' as const,
  plannedMinutes: 10,
  openingLine: '',
  materialIds,
});

async function givenDraft() {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const materialId = await givenMaterial(server.db, brandId);
  const show = await host.call(shows.createShow, {
    brandId,
    timeZone,
    title: 'Spring',
    segments: [segment('A', [materialId])],
  });
  return { brandId, host, materialId, show, showId: show.showId };
}

test('createShow() makes a draft that its crew sees whole and guests do not see', async () => {
  const { host, materialId, show, showId } = await givenDraft();

  expect(show).toMatchObject({ state: 'draft', version: 1, host: { accountId: host.member.accountId } });
  expect(show.segments).toMatchObject([{ title: 'A', materials: [{ materialId }] }]);
  expect(await host.call(shows.getShow, { showId })).toEqual(show);
});

test('createShow() is for brands of the host, with parts of that brand, and an operator names the host', async () => {
  const { brandId, host, materialId } = await givenDraft();
  const operator = await server.signIn('operator');
  const foreign = await givenBrand(server.db);
  const plan = { timeZone, title: 'Spring' };

  await expect(host.call(shows.createShow, { ...plan, brandId: foreign })).rejects.toMatchObject({
    code: 'catalog.not_found',
  });
  const borrowed = operator.call(shows.createShow, {
    ...plan,
    brandId: foreign,
    hostId: host.member.accountId,
    segments: [segment('A', [materialId])],
  });
  await expect(borrowed).rejects.toMatchObject({ code: 'catalog.not_found' });
  await expect(operator.call(shows.createShow, { ...plan, brandId })).rejects.toMatchObject({
    code: 'accounts.not_found',
  });
  const made = await operator.call(shows.createShow, { ...plan, brandId, hostId: host.member.accountId });
  expect(made.host.accountId).toBe(host.member.accountId);
});

test('updateShow() takes one of two edits made on the same version', async () => {
  const { host, showId } = await givenDraft();

  const edits = await Promise.allSettled(
    ['one', 'two'].map((title) => host.call(shows.updateShow, { showId, version: 1, title })),
  );

  expect(edits.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(edits.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'shows.changed_meanwhile' },
  });
  expect((await host.call(shows.getShow, { showId })).version).toBe(2);
});

test('updateShow() keeps the ids of segments that stay, and clears what is set to null', async () => {
  const { host, show, showId } = await givenDraft();
  const [kept] = show.segments;
  const draft = { ...segment('A, renamed'), segmentId: kept!.segmentId };

  const changed = await host.call(shows.updateShow, {
    showId,
    version: 1,
    segments: [segment('New'), draft],
    startsAt,
  });
  expect(changed.segments.map(({ title }) => title)).toEqual(['New', 'A, renamed']);
  expect(changed.segments[1]?.segmentId).toBe(kept?.segmentId);

  expect((await host.call(shows.updateShow, { showId, version: 2, startsAt: null })).startsAt).toBeNull();
});

test('a live show takes additions to its run and nothing else', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const { showId } = await givenShow(server.db, { brandId, hostId: host.member.accountId });
  const show = await host.call(shows.getShow, { showId });
  const more = await givenMaterial(server.db, brandId, 'Second flush');
  const drafts = show.segments.map(({ materials, ...rest }) => ({
    ...rest,
    materialIds: materials.map((one) => one.materialId),
  }));
  const edit = (change: object) => host.call(shows.updateShow, { showId, version: show.version, ...change });

  for (const change of [
    { title: 'Other' },
    { segments: drafts.slice(1) },
    { segments: drafts.map((draft) => ({ ...draft, materialIds: [] })) },
    { segments: drafts.map((draft) => ({ ...draft, title: 'Other' })) },
  ]) {
    await expect(edit(change)).rejects.toMatchObject({ code: 'shows.wrong_state' });
  }
  const added = await edit({
    segments: [...drafts.map((draft) => ({ ...draft, materialIds: [...draft.materialIds, more] })), segment('Encore')],
  });
  expect(added.segments.map(({ materials }) => materials.length)).toEqual([2, 2, 0]);
});

test('an ended show takes what its replay is shown with, and nothing of what was on air', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const { materialId, segmentIds, showId } = await givenShow(server.db, {
    brandId,
    hostId: host.member.accountId,
    state: 'ended',
  });
  const edit = (version: number, change: object) => host.call(shows.updateShow, { showId, version, ...change });

  for (const change of [
    { startsAt },
    { startsAt: null },
    { timeZone: 'Europe/Berlin' },
    { maxLengthMinutes: 60 },
    { productIds: [] },
    { segments: [] },
    { title: 'Other', segments: [{ ...segment('A', [materialId]), segmentId: segmentIds[0] }] },
  ]) {
    await expect(edit(1, change), JSON.stringify(change)).rejects.toMatchObject({ code: 'shows.wrong_state' });
  }
  const edited = await edit(1, { title: 'Spring, in full', summary: 'What we tasted', coverPictureId: null });
  expect(edited).toMatchObject({ title: 'Spring, in full', summary: 'What we tasted', state: 'ended', version: 2 });
  expect(edited.segments.map(({ title }) => title)).toEqual(['Part 1', 'Part 2']);

  await host.call(shows.archiveShow, { showId });
  await expect(edit(3, { title: 'Other' })).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('a show is scheduled, postponed, scheduled again, called off and put away', async () => {
  const { host, showId } = await givenDraft();
  const by = { showId };

  expect(await host.call(shows.scheduleShow, { ...by, startsAt })).toMatchObject({ state: 'scheduled', startsAt });
  expect(await host.call(shows.postponeShow, by)).toMatchObject({ state: 'postponed', startsAt: null });
  await expect(host.call(shows.archiveShow, by)).rejects.toMatchObject({ code: 'shows.wrong_state' });
  expect(await host.call(shows.scheduleShow, { ...by, startsAt })).toMatchObject({ state: 'scheduled' });
  expect(await host.call(shows.cancelShow, by)).toMatchObject({ state: 'cancelled' });
  expect(await host.call(shows.cancelShow, by)).toMatchObject({ state: 'cancelled' });
  await expect(host.call(shows.scheduleShow, { ...by, startsAt })).rejects.toMatchObject({ code: 'shows.wrong_state' });
  expect((await host.call(shows.listShows, {})).shows).toHaveLength(1);
  expect(await host.call(shows.archiveShow, by)).toMatchObject({ state: 'archived' });
  expect((await host.call(shows.listShows, {})).shows).toHaveLength(0);
});

test('a foreign host and an unknown show answer alike on every route', async () => {
  const { showId } = await givenDraft();
  const stranger = await server.signIn('host');

  for (const id of [showId, newId<ShowId>()]) {
    const by = { showId: id };
    for (const attempt of [
      () => stranger.call(shows.getShow, by),
      () => stranger.call(shows.getRoom, by),
      () => stranger.call(shows.updateShow, { ...by, version: 1 }),
      () => stranger.call(shows.scheduleShow, { ...by, startsAt }),
      () => stranger.call(shows.cancelShow, by),
      () => stranger.call(shows.listGuests, by),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'shows.not_found' });
    }
  }
});

test('listShows() puts live first, then coming, soonest first, then past, latest first', async () => {
  const operator = await server.signIn('operator');
  const add = (title: string, state: shows.ShowState, day: number) =>
    givenShow(server.db, { state, row: { title, startsAt: new Date(Date.UTC(2031, 0, day)) } });
  await add('past', 'ended', 1);
  await add('later', 'scheduled', 9);
  await add('soon', 'scheduled', 2);
  await add('live', 'live', 3);

  const { shows: rows } = await operator.call(shows.listShows, {});

  expect(rows.map(({ title }) => title)).toEqual(['live', 'soon', 'later', 'past']);
});

test('getRoom() shows a guest the run of show without what is still to be dropped', async () => {
  const guest = await server.signIn('shopkeeper');
  const { showId } = await givenShow(server.db, { state: 'scheduled', guestIds: [guest.member.accountId] });

  const room = await guest.call(shows.getRoom, { showId });

  expect(room.segments).toMatchObject([{ title: 'Part 1' }, { title: 'Part 2' }]);
  expect(JSON.stringify(room)).not.toContain('First flush');
});
