import type { ShowId, TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { asMember, useTestShows } from '../../testing/test-shows.ts';
import type { Joined } from './joined-sockets.ts';
import type { Shows } from './open-shows.ts';
import { ownsStage, takeStage } from './owns-stage.ts';

const shoal = useTestShows();

/** A tab that came through a door on one server. */
async function open(server: Shows, seat: Pick<Joined, 'showId' | 'accountId' | 'door'>, tabId = newId<TabId>()) {
  const member = asMember(seat.accountId);
  const socketId = crypto.randomUUID();
  const socket = { id: socketId, member, join: async () => {}, leave: async () => {}, onClosed() {}, closeSlow() {} };
  const joined: Joined = { ...seat, tabId, sessionId: member.sessionId, access: 'command' };
  server.joined.watch(socket);
  server.joined.add(socket, joined);
  if (seat.door === 'studio') await takeStage(server, joined);
  return { tabId, ownsStage: (showId: ShowId = seat.showId) => ownsStage(server, showId, socketId) };
}

test('[SG1] the newest studio tab owns the stage, on whichever server it is', async () => {
  const { hostId, showId } = await givenShow(shoal.db);
  const studio = { showId, accountId: hostId, door: 'studio' } as const;
  const first = await open(shoal.deps, studio);
  expect(await first.ownsStage()).toBe(true);

  const second = await open(shoal.openAnother(), studio);

  expect([await first.ownsStage(), await second.ownsStage()]).toEqual([false, true]);
});

test('[CN5] a tab that reconnects keeps the stage, and one that was superseded does not get it back', async () => {
  const { hostId, showId } = await givenShow(shoal.db);
  const studio = { showId, accountId: hostId, door: 'studio' } as const;
  const { tabId: oldTab } = await open(shoal.deps, studio);
  const { tabId: newestTab } = await open(shoal.deps, studio);
  const afterRestart = shoal.openAnother();

  const newest = await open(afterRestart, studio, newestTab);
  const old = await open(afterRestart, studio, oldTab);

  expect([await newest.ownsStage(), await old.ownsStage()]).toEqual([true, false]);
});

test('[SG1] nobody owns the stage from the room, or from another show', async () => {
  const { hostId, showId } = await givenShow(shoal.db);
  const other = await givenShow(shoal.db);
  const studio = await open(shoal.deps, { showId, accountId: hostId, door: 'studio' });
  const room = await open(shoal.deps, { showId, accountId: hostId, door: 'room' }, studio.tabId);

  expect(await room.ownsStage()).toBe(false);
  expect(await studio.ownsStage(other.showId)).toBe(false);
});
