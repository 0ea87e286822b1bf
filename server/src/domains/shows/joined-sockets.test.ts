import type { AccountId, SessionId, ShowId, TabId } from '@shoal/contract';
import { expect, test, vi } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { asMember } from '../../testing/test-shows.ts';
import { createJoinedSockets, type Joined } from './joined-sockets.ts';

const showId = newId<ShowId>();
const [host, keeper] = [newId<AccountId>(), newId<AccountId>()];

function openRegister() {
  const joined = createJoinedSockets(vi.fn());
  const open = () => {
    let onClosed = () => {};
    const socket = {
      id: crypto.randomUUID(),
      member: asMember(keeper),
      join: async () => {},
      leave: async () => {},
      onClosed: (react: () => void) => {
        onClosed = react;
      },
      closeSlow() {},
    };
    joined.watch(socket);
    const enter = (accountId: AccountId, door: Joined['door']) => {
      const access = door === 'studio' ? 'command' : 'enter';
      joined.add(socket, { showId, accountId, door, access, sessionId: newId<SessionId>(), tabId: newId<TabId>() });
    };
    return { id: socket.id, enter, close: () => onClosed() };
  };
  return { joined, open };
}

test('studios and guests are counted as sockets come, change their door, leave and close', () => {
  const { joined, open } = openRegister();
  const [studio, phone, tablet] = [open(), open(), open()];
  studio.enter(host, 'studio');
  phone.enter(keeper, 'room');
  tablet.enter(keeper, 'room');
  const seen = () => [joined.countSockets(showId), joined.countStudios(showId), joined.listGuests(showId)];
  expect(seen()).toEqual([3, 1, [keeper]]);
  expect(joined.listGuests(showId)).toBe(joined.listGuests(showId));

  studio.enter(host, 'studio');
  expect(seen()).toEqual([3, 1, [keeper]]);
  studio.enter(host, 'room');
  expect(joined.countStudios(showId)).toBe(0);
  expect(new Set(joined.listGuests(showId))).toEqual(new Set([host, keeper]));
  expect(joined.remove(phone.id, showId)?.accountId).toBe(keeper);
  expect(joined.remove(phone.id, showId)).toBeUndefined();
  expect(joined.listGuests(showId)).toContain(keeper); // By her tablet.
  tablet.close();
  expect(seen()).toEqual([1, 0, [host]]);
  studio.close();
  expect([...seen(), joined.listShows()]).toEqual([0, 0, [], []]);
});
