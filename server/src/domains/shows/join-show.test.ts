import { type CommandRequest, log, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import type { TestSocket } from '../../testing/test-socket.ts';
import { insertEntry } from './show-log.store.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const newTab = () => newId<TabId>();
const key = () => crypto.randomUUID();

type JoinRequest = { showId: ShowId } & Partial<Omit<CommandRequest<typeof shows.joinShow>, 'showId'>>;
const join = (socket: TestSocket, request: JoinRequest) =>
  socket.send(shows.joinShow, {
    tabId: newTab(),
    door: 'room',
    protocol: PROTOCOL_VERSION,
    position: null,
    ...request,
  });
const enter = async (who: SignedIn, request: JoinRequest) => {
  const socket = await who.connect();
  return { socket, welcome: await join(socket, request) };
};

async function givenLiveShow() {
  const host = await server.signIn('host');
  const guest = await server.signIn('shopkeeper');
  const show = await givenShow(server.db, { hostId: host.member.accountId, guestIds: [guest.member.accountId] });
  return { ...show, host, guest };
}

async function fillLog(showId: ShowId, count: number): Promise<void> {
  await server.db.transaction().execute(async (tx) => {
    for (let seq = 1; seq <= count; seq += 1) {
      const entry = {
        showId,
        seq,
        at: new Date(),
        programmeMs: seq,
        kind: 'show.hostBack',
        body: '{}',
        actorId: null,
      } as const;
      await insertEntry(tx, entry);
    }
    await tx.updateTable('showLogHeads').set({ topSeq: count }).where('showId', '=', showId).execute();
  });
}

test('[CN1] joining answers what the client lacks, and entries follow in order', async () => {
  const { guest, host, segmentIds, showId } = await givenLiveShow();
  const studio = await enter(host, { showId, door: 'studio' });
  await studio.socket.send(shows.changeSegment, { showId, segmentId: segmentIds[0]!, idempotencyKey: key() });

  const room = await enter(guest, { showId });
  expect(room.welcome).toMatchObject({ state: 'live', protocol: PROTOCOL_VERSION, online: 1, isMuted: false });
  expect(room.welcome.log).toMatchObject({ top: 1, isReset: false, hasMore: false, entries: [{ seq: 1 }] });

  await studio.socket.send(shows.changeSegment, { showId, segmentId: segmentIds[1]!, idempotencyKey: key() });
  await studio.socket.send(shows.changeSegment, { showId, segmentId: segmentIds[0]!, idempotencyKey: key() });
  await room.socket.waitFor(log.entryAppended, ({ entry }) => entry.seq === 3);
  expect(room.socket.received(log.entryAppended).map(({ entry }) => entry.seq)).toEqual([2, 3]);
});

test('[CN1] commands of a show that the socket has not joined answer shows.not_joined', async () => {
  const { guest, showId } = await givenLiveShow();
  const socket = await guest.connect();

  const resume = socket.send(log.resumeLog, { showId, position: { epoch: 'x', seq: 0 } });

  await expect(resume).rejects.toMatchObject({ code: 'shows.not_joined' });
});

test('[CN2] a page that speaks another protocol is told to reload', async () => {
  const { guest, showId } = await givenLiveShow();
  await expect(enter(guest, { showId, protocol: PROTOCOL_VERSION + 1 })).rejects.toMatchObject({
    code: 'shows.client_outdated',
  });
});

test('[CN3] unknown shows, foreign shows and drafts answer alike', async () => {
  const { guest, showId } = await givenLiveShow();
  const stranger = await server.signIn('shopkeeper');
  const otherHost = await server.signIn('host');
  const draft = await givenShow(server.db, { state: 'draft', guestIds: [guest.member.accountId] });

  for (const [who, id] of [
    [stranger, showId],
    [otherHost, showId],
    [guest, draft.showId],
    [guest, newId<ShowId>()],
  ] as const) {
    await expect(enter(who, { showId: id })).rejects.toMatchObject({ code: 'shows.not_found' });
  }
});

test('[CN3] a host of the brand and an operator command the show; a guest stays out of the studio', async () => {
  const { brandId, guest, showId } = await givenLiveShow();
  const colleague = await server.signIn('host', { brandIds: [brandId] });
  const operator = await server.signIn('operator');

  await enter(colleague, { showId, door: 'studio' });
  await enter(operator, { showId, door: 'studio' });
  await expect(enter(guest, { showId, door: 'studio' })).rejects.toMatchObject({ code: 'accounts.not_allowed' });
});

test('[CN3] a show that is called off has no room', async () => {
  const guest = await server.signIn('shopkeeper');
  const { showId } = await givenShow(server.db, { state: 'cancelled', guestIds: [guest.member.accountId] });
  await expect(enter(guest, { showId })).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('[CN5] the newest studio tab takes the stage and the older is told, also when it reconnects', async () => {
  const { host, showId } = await givenLiveShow();
  const [oldTab, newTabId] = [newTab(), newTab()];
  const old = await enter(host, { showId, door: 'studio', tabId: oldTab });
  expect(old.socket.received(shows.stageTaken)).toEqual([]);

  const newer = await enter(host, { showId, door: 'studio', tabId: newTabId });
  await old.socket.waitFor(shows.stageTaken, (told) => told.showId === showId);

  old.socket.close();
  const returned = await enter(host, { showId, door: 'studio', tabId: oldTab });
  await returned.socket.waitFor(shows.stageTaken);
  newer.socket.close();
  const still = await enter(host, { showId, door: 'studio', tabId: newTabId });
  await still.socket.send(shows.listPresent, { showId });
  expect(newer.socket.received(shows.stageTaken)).toEqual([]);
  expect(still.socket.received(shows.stageTaken)).toEqual([]);
});

test('[CN7] presence counts shopkeepers, one person on two devices once, and tells when it moves', async () => {
  const { guest, host, showId } = await givenLiveShow();
  const studio = await enter(host, { showId, door: 'studio' });
  const phone = await enter(guest, { showId });
  const tablet = await enter(await server.signInAgain(guest), { showId });

  expect(tablet.welcome.online).toBe(1);
  await studio.socket.waitFor(shows.presenceChanged, ({ online }) => online === 1);
  const { people } = await studio.socket.send(shows.listPresent, { showId });
  expect(people).toMatchObject([{ accountId: guest.member.accountId, devices: 2, isMuted: false }]);

  phone.socket.close();
  tablet.socket.close();
  await studio.socket.waitFor(shows.presenceChanged, ({ online }) => online === 0);
});

test('[RS1] a long absence is caught up in parts of 500, each entry once and in order', async () => {
  const { guest, showId } = await givenLiveShow();
  await fillLog(showId, 1_203);
  const { socket, welcome } = await enter(guest, { showId });
  const seqs = welcome.log.entries.map(({ seq }) => seq);
  for (let tail = welcome.log; tail.hasMore; ) {
    tail = await socket.send(log.resumeLog, { showId, position: { epoch: tail.epoch, seq: seqs.at(-1)! } });
    seqs.push(...tail.entries.map(({ seq }) => seq));
  }

  expect(welcome.log.entries).toHaveLength(500);
  expect(seqs).toEqual(Array.from({ length: 1_203 }, (_, at) => at + 1));
});

test('[RS1] a client that was away for two entries gets those two with its join', async () => {
  const { guest, host, segmentIds, showId } = await givenLiveShow();
  const studio = await enter(host, { showId, door: 'studio' });
  const change = () =>
    studio.socket.send(shows.changeSegment, { showId, segmentId: segmentIds[0]!, idempotencyKey: key() });
  await change();
  const first = await enter(guest, { showId });
  first.socket.close();
  await change();
  await change();

  const { epoch, top } = first.welcome.log;
  const second = await enter(guest, { showId, position: { epoch, seq: top } });

  expect(second.welcome.log).toMatchObject({ isReset: false, entries: [{ seq: 2 }, { seq: 3 }] });
});

test('[RS2] a position of another epoch begins anew', async () => {
  const { guest, showId } = await givenLiveShow();
  await fillLog(showId, 2);

  const { welcome } = await enter(guest, { showId, position: { epoch: 'of-another-life', seq: 2 } });

  expect(welcome.log).toMatchObject({ isReset: true, top: 2, entries: [{ seq: 1 }, { seq: 2 }] });
});

test('[RS4] resumes of a live show cost no query of the log', async () => {
  const { guest, showId } = await givenLiveShow();
  await fillLog(showId, 20);
  const { socket, welcome } = await enter(guest, { showId });
  await server.db.deleteFrom('showLogEntries').where('showId', '=', showId).execute();

  for (let seq = 0; seq < 20; seq += 1) {
    const tail = await socket.send(log.resumeLog, { showId, position: { epoch: welcome.log.epoch, seq } });
    expect(tail.entries).toHaveLength(20 - seq);
  }
});

test('[LG4] a quiet client hears the top by heartbeat', async () => {
  const { guest, showId } = await givenLiveShow();
  await fillLog(showId, 3);
  const { socket, welcome } = await enter(guest, { showId });

  const beat = await socket.waitFor(log.heartbeat);

  expect(beat).toMatchObject({
    showId,
    epoch: welcome.log.epoch,
    top: 3,
    reconnectSpreadMs: welcome.reconnectSpreadMs,
  });
}, 20_000);

test('[SG4] leaving takes the socket out of the room; the next command needs a new join', async () => {
  const { guest, host, segmentIds, showId } = await givenLiveShow();
  const studio = await enter(host, { showId, door: 'studio' });
  const { socket } = await enter(guest, { showId });
  await socket.send(shows.leaveShow, { showId });
  await socket.send(shows.leaveShow, { showId });

  await studio.socket.send(shows.changeSegment, { showId, segmentId: segmentIds[0]!, idempotencyKey: key() });
  const resume = socket.send(log.resumeLog, { showId, position: { epoch: 'x', seq: 0 } });

  await expect(resume).rejects.toMatchObject({ code: 'shows.not_joined' });
  expect(socket.received(log.entryAppended)).toEqual([]);
});

test('[SG4] leaving right behind a join leaves her out', async () => {
  const { guest, showId } = await givenLiveShow();
  const socket = await guest.connect();

  await Promise.all([join(socket, { showId }), socket.send(shows.leaveShow, { showId })]);

  const resume = socket.send(log.resumeLog, { showId, position: { epoch: 'x', seq: 0 } });
  await expect(resume).rejects.toMatchObject({ code: 'shows.not_joined' });
});

test('[CL2] who leaves and comes back in one breath is reached when she is removed', async () => {
  const { guest, host, showId } = await givenLiveShow();
  const { socket } = await enter(guest, { showId });

  await Promise.all([socket.send(shows.leaveShow, { showId }), join(socket, { showId })]);
  await host.call(shows.removeGuest, { showId, accountId: guest.member.accountId });

  expect(await socket.waitFor(shows.sessionClosed)).toEqual({ reason: 'not_invited' });
});
