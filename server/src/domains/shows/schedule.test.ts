import { log, type ShowId, shows } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenBrand, givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { useStage } from '../../testing/use-stage.ts';

const server = useTestServer();
const { join } = useStage(server);
const [may, june] = ['2031-05-01T12:00:00.000Z', '2031-06-01T12:00:00.000Z'];

/** A scheduled show with its host, and a shopkeeper who is invited. */
async function givenScheduled() {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const guest = await server.signIn('shopkeeper');
  const guestIds = [guest.member.accountId];
  const hostId = host.member.accountId;
  const { showId } = await givenShow(server.db, { brandId, hostId, guestIds, state: 'draft' });
  await host.call(shows.scheduleShow, { showId, startsAt: may });
  return { guest, host, showId };
}

const told = async (guest: SignedIn, showId: ShowId) => {
  const { welcome } = await join(guest, { showId, door: 'room' });
  return welcome.log.entries.map(({ body, kind }) => ({ kind, body }));
};
const readCalendar = async (who: { fetch: SignedIn['fetch'] }, path: string | null) =>
  (await (await who.fetch(path ?? '/none')).text()).replaceAll('\r\n ', '').split('\r\n');

test('[LG8] moveShow() tells those who wait of another date, and does so once for a repeated move', async () => {
  const { guest, host, showId } = await givenScheduled();
  const { socket } = await join(guest, { showId, door: 'room' });

  await host.call(shows.scheduleShow, { showId, startsAt: june });
  await host.call(shows.scheduleShow, { showId, startsAt: june });

  const { entry } = await socket.waitFor(log.entryAppended, (said) => said.entry.seq === 2);
  expect(entry).toMatchObject({ kind: 'show.scheduled', body: { startsAt: june, formerStartsAt: may } });
  expect(await told(guest, showId)).toHaveLength(2);
});

test('updateShow() with another date tells it too, and with other words tells nothing', async () => {
  const { guest, host, showId } = await givenScheduled();
  const { version } = await host.call(shows.getShow, { showId });

  await host.call(shows.updateShow, { showId, version, startsAt: june });
  await host.call(shows.updateShow, { showId, version: version + 1, summary: 'tea' });

  expect((await told(guest, showId)).map(({ kind }) => kind)).toEqual(['show.scheduled', 'show.scheduled']);
});

test('[LG8] a show that is postponed, dated again and cancelled is told in this order, also to who comes later', async () => {
  const { guest, host, showId } = await givenScheduled();
  await host.call(shows.postponeShow, { showId });
  await host.call(shows.scheduleShow, { showId, startsAt: june });
  const { socket, welcome } = await join(guest, { showId, door: 'room' });
  await host.call(shows.cancelShow, { showId });

  expect(welcome.log.entries.map(({ body, kind }) => ({ kind, body }))).toEqual([
    { kind: 'show.scheduled', body: { startsAt: may, formerStartsAt: null } },
    { kind: 'show.postponed', body: { formerStartsAt: may } },
    { kind: 'show.scheduled', body: { startsAt: june, formerStartsAt: may } },
  ]);
  await socket.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'show.cancelled');
});

test('the calendar file follows the show under one UID, and needs no session', async () => {
  const { guest, host, showId } = await givenScheduled();
  const { calendarPath } = await guest.call(shows.getRoom, { showId });
  const read = () => readCalendar(server.anonymous(), calendarPath);
  const sequenceOf = (lines: string[]) => Number(lines.find((line) => line.startsWith('SEQUENCE:'))?.slice(9));

  const first = await read();
  await host.call(shows.scheduleShow, { showId, startsAt: june });
  const moved = await read();
  await host.call(shows.postponeShow, { showId });
  const off = await read();

  expect(first).toEqual(
    expect.arrayContaining(['DTSTART:20310501T120000Z', 'STATUS:CONFIRMED', `UID:${showId}@shoal`]),
  );
  expect(moved).toEqual(expect.arrayContaining(['DTSTART:20310601T120000Z', `UID:${showId}@shoal`]));
  expect(off).toEqual(expect.arrayContaining(['DTSTART:20310601T120000Z', 'STATUS:CANCELLED', `UID:${showId}@shoal`]));
  expect(sequenceOf(moved)).toBeGreaterThan(sequenceOf(first));
  expect(sequenceOf(off)).toBeGreaterThan(sequenceOf(moved));
});

test('the calendar file is one that a phone opens, and only for who may know of the show', async () => {
  const { guest, host, showId } = await givenScheduled();
  const path = (await guest.call(shows.getRoom, { showId })).calendarPath ?? '';
  const { headers, status } = await server.anonymous().fetch(path);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');

  const forged = path.replace(/\.[\w-]{24}\//, `.${'A'.repeat(24)}/`);
  expect((await server.anonymous().fetch(forged)).status).toBe(404);
  await host.call(shows.removeGuest, { showId, accountId: guest.member.accountId });
  expect((await server.anonymous().fetch(path)).status).toBe(404);
});

test('askReminder() is kept for all her devices, moves with the show, and is counted once for the host', async () => {
  const { guest, host, showId } = await givenScheduled();
  const phone = await server.signInAgain(guest);

  await Promise.all([guest, phone, guest].map((device) => device.call(shows.askReminder, { showId })));
  await host.call(shows.scheduleShow, { showId, startsAt: june });

  expect((await phone.call(shows.listReminders, {})).reminders).toMatchObject([{ showId, startsAt: june }]);
  expect((await phone.call(shows.getRoom, { showId })).isReminded).toBe(true);
  expect((await phone.call(shows.listShows, {})).shows).toMatchObject([{ showId, isReminded: true }]);
  expect((await host.call(shows.getShow, { showId })).remindedCount).toBe(1);
});

test('listReminders() leaves out what has no date, what is called off, and what she is not invited to any more', async () => {
  const { guest, host, showId } = await givenScheduled();
  const list = async () => (await guest.call(shows.listReminders, {})).reminders.length;
  await guest.call(shows.askReminder, { showId });
  const seen = [await list()];
  await host.call(shows.postponeShow, { showId });
  seen.push(await list());
  await host.call(shows.scheduleShow, { showId, startsAt: june });
  seen.push(await list());
  await host.call(shows.removeGuest, { showId, accountId: guest.member.accountId });
  seen.push(await list());

  expect(seen).toEqual([1, 0, 1, 0]);
});

test('dropReminder() takes the wish back, and taking it back twice is safe', async () => {
  const { guest, host, showId } = await givenScheduled();
  await guest.call(shows.askReminder, { showId });

  await guest.call(shows.dropReminder, { showId });
  await guest.call(shows.dropReminder, { showId });

  expect((await guest.call(shows.listReminders, {})).reminders).toEqual([]);
  expect((await host.call(shows.getShow, { showId })).remindedCount).toBe(0);
});
