import { drops, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

const enter = async (who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') => {
  const socket = await who.connect();
  const tabId = newId<TabId>();
  const welcome = await socket.send(shows.joinShow, {
    showId,
    door,
    tabId,
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  const report = (appliedSeq: number, marks: { seen?: number[]; saved?: number[]; epoch?: string } = {}) =>
    socket.send(drops.reportReceipts, { showId, epoch: welcome.log.epoch, appliedSeq, seen: [], saved: [], ...marks });
  return { socket, welcome, report };
};

async function givenDroppedShow() {
  const host = await server.signIn('host');
  const [one, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const guestIds = [one.member.accountId, other.member.accountId];
  const { materialId, showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
  const studio = await enter(host, showId, 'studio');
  const drop = () => studio.socket.send(drops.publishDrop, { showId, materialId, idempotencyKey: crypto.randomUUID() });
  await drop();
  return { drop, host, materialId, one, other, showId, studio };
}

test('[RC5] the studio sees receipts arrive, and has them at its next join', async () => {
  const { host, one, other, showId, studio } = await givenDroppedShow();
  const [her, him] = [await enter(one, showId), await enter(other, showId)];
  expect(await her.report(1, { seen: [1], saved: [1] })).toEqual({ appliedSeq: 1 });
  expect(await him.report(1)).toEqual({ appliedSeq: 1 });

  const counts = { dropSeq: 1, received: 2, seen: 1, saved: 1, forwarded: 0 };
  await studio.socket.waitFor(drops.countsChanged, (told) => told.counts.some(({ received }) => received === 2));
  expect(studio.socket.received(drops.countsChanged).at(-1)).toEqual({ showId, counts: [counts] });
  expect((await enter(host, showId, 'studio')).welcome.counts).toEqual([counts]);
  expect(her.socket.received(drops.countsChanged)).toEqual([]);
});

test('[RC1] an answered report is committed', async () => {
  const { one, showId } = await givenDroppedShow();
  const her = await enter(one, showId);

  await her.report(1, { seen: [1] });

  const rows = await server.db.selectFrom('showReceipts').select('appliedSeq').where('showId', '=', showId).execute();
  expect(rows).toEqual([{ appliedSeq: 1 }]);
});

test('[RC3] a report of another epoch is not counted, and one beyond the top counts as the top', async () => {
  const { one, showId, studio } = await givenDroppedShow();
  const her = await enter(one, showId);

  expect(await her.report(1, { epoch: 'of-another-life' })).toEqual({ appliedSeq: 0 });
  expect(await her.report(99, { seen: [99] })).toEqual({ appliedSeq: 1 });

  await studio.socket.waitFor(drops.countsChanged, (told) => told.counts.some(({ received }) => received === 1));
  expect(studio.socket.received(drops.countsChanged).at(-1)?.counts).toMatchObject([{ received: 1, seen: 0 }]);
});

test('[RC4] the crew’s own screens do not count', async () => {
  const { showId, studio } = await givenDroppedShow();

  expect(await studio.report(1, { seen: [1] })).toEqual({ appliedSeq: 1 });

  expect(await server.db.selectFrom('showReceipts').selectAll().where('showId', '=', showId).execute()).toEqual([]);
});

test('listReceipts() knows the invited who have not received, and refuses what is no drop', async () => {
  const { one, other, showId, studio } = await givenDroppedShow();
  const her = await enter(one, showId);
  await her.report(1, { saved: [1] });

  const { people } = await studio.socket.send(drops.listReceipts, { showId, dropSeq: 1 });

  expect(people.map(({ accountId, state }) => [accountId, state])).toEqual([
    [one.member.accountId, 'saved'],
    [other.member.accountId, 'invited'],
  ]);
  await expect(studio.socket.send(drops.listReceipts, { showId, dropSeq: 2 })).rejects.toMatchObject({
    code: 'drops.not_found',
  });
});

test('[LG6] a drop carries the material as it was, and a recall its seq', async () => {
  const { materialId, one, showId, studio } = await givenDroppedShow();
  await server.db.updateTable('materials').set({ title: 'Edited since' }).where('id', '=', materialId).execute();
  await studio.socket.send(drops.recallDrop, { showId, dropSeq: 1, idempotencyKey: crypto.randomUUID() });

  const { welcome } = await enter(one, showId);

  expect(welcome.log.entries).toMatchObject([
    { seq: 1, kind: 'drop.published', body: { material: { materialId, title: 'First flush' } } },
    { seq: 2, kind: 'drop.recalled', body: { dropSeq: 1 } },
  ]);
});
