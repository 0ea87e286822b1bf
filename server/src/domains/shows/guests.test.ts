import { PROTOCOL_VERSION, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { asMember, useTestShows } from '../../testing/test-shows.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { onAccountLost, removeGuest } from './remove-guest.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const domain = useTestShows();

test('[CL2] taking an invitation back closes her sockets within two seconds and keeps her out', async () => {
  const host = await server.signIn('host');
  const guest = await server.signIn('shopkeeper');
  const { accountId } = guest.member;
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds: [accountId] });
  const join = { showId, tabId: newId<TabId>(), door: 'room', protocol: PROTOCOL_VERSION, position: null } as const;
  const socket = await guest.connect();
  await socket.send(shows.joinShow, join);

  await host.call(shows.removeGuest, { showId, accountId });

  await waitUntil(() => !socket.isConnected, 'the socket stayed', 2_000);
  expect(socket.received(shows.sessionClosed)).toEqual([{ reason: 'not_invited' }]);
  const again = await guest.connect();
  await expect(again.send(shows.joinShow, join)).rejects.toMatchObject({ code: 'shows.not_found' });
  await expect(guest.call(shows.getRoom, { showId })).rejects.toMatchObject({ code: 'shows.not_found' });
});

test('removeGuest() reaches her also when she named the show in capitals', async () => {
  const [host, guest] = [await server.signIn('host'), await server.signIn('shopkeeper')];
  const guestIds = [guest.member.accountId];
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
  const shouted = showId.toUpperCase() as typeof showId;
  const socket = await guest.connect();
  await socket.send(shows.joinShow, {
    showId: shouted,
    tabId: newId(),
    door: 'room',
    protocol: PROTOCOL_VERSION,
    position: null,
  });

  await host.call(shows.removeGuest, { showId, accountId: guest.member.accountId });

  await waitUntil(() => !socket.isConnected, 'the socket stayed', 2_000);
});

test('[CL2] her media closes with the invitation, and with the account', async () => {
  const guest = newId<Parameters<typeof onAccountLost>[1]>();
  const { hostId, showId } = await givenShow(domain.db);
  await givenShow(domain.db);

  await removeGuest(domain.deps, asMember(hostId), { showId, accountId: guest });
  expect(domain.mediaCalls).toEqual([`closePeerOf ${showId}`]);
  expect(domain.sent).toContainEqual({ room: `person:${showId}:${guest}`, name: 'closed', payload: 'not_invited' });

  await onAccountLost(domain.deps, hostId);
  expect(domain.mediaCalls).toEqual([`closePeerOf ${showId}`, `closePeerOf ${showId}`]);
});

test('inviteGuests() invites shopkeepers once, all of them or none', async () => {
  const host = await server.signIn('host');
  const [one, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId, state: 'scheduled' });
  const invite = (...who: { member: { accountId: typeof one.member.accountId } }[]) =>
    host.call(shows.inviteGuests, { showId, accountIds: who.map(({ member }) => member.accountId) });

  await expect(invite(one, host)).rejects.toMatchObject({ code: 'accounts.not_found' });
  expect(await invite(one)).toEqual({ invited: 1 });
  expect(await invite(one, other)).toEqual({ invited: 1 });

  const { guests } = await host.call(shows.listGuests, { showId });
  expect(guests).toHaveLength(2);
  expect((await one.call(shows.listShows, {})).shows).toMatchObject([{ showId, guestCount: 2 }]);
});
