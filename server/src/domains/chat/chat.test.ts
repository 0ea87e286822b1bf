import { chat, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { listNewestMessages } from './chat.store.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
  const socket = await who.connect();
  const welcome = await socket.send(shows.joinShow, {
    showId,
    door,
    tabId: newId<TabId>(),
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  const say = (text: string, messageId: string = crypto.randomUUID()) =>
    socket.send(chat.sendChat, { showId, messageId, text });
  return { socket, welcome, say };
}

async function givenRoom(state: shows.ShowState = 'live') {
  const host = await server.signIn('host');
  const guest = await server.signIn('shopkeeper', { displayName: 'Mei' });
  const { accountId } = guest.member;
  const { showId } = await givenShow(server.db, { state, hostId: host.member.accountId, guestIds: [accountId] });
  return {
    showId,
    accountId,
    host,
    guest,
    studio: await enter(host, showId, 'studio'),
    room: await enter(guest, showId),
  };
}

test('sendChat() reaches everybody, is kept for who joins, and names the author', async () => {
  const { guest, room, showId, studio } = await givenRoom();

  const said = await room.say('  hello\u202e  there ');

  expect(said).toMatchObject({ text: 'hello there', author: { displayName: 'Mei', isCrew: false } });
  const { isHeld, ...message } = said;
  expect(isHeld).toBe(false);
  expect(await studio.socket.waitFor(chat.chatPosted)).toEqual({ showId, message });
  expect((await enter(guest, showId)).welcome.recentChat).toEqual([message]);
  expect((await studio.say('welcome')).author.isCrew).toBe(true);
});

test('sendChat() with the same id is the same message, said once and free', async () => {
  const { room, showId } = await givenRoom();
  const messageId = crypto.randomUUID();

  const answers = [];
  for (let turn = 0; turn < 6; turn += 1) answers.push(await room.say('once', messageId));

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(room.socket.received(chat.chatPosted)).toHaveLength(1);
  expect(await listNewestMessages(server.db, showId, 10)).toHaveLength(1);
  await expect(room.say('something else', messageId)).rejects.toMatchObject({ code: 'request.key_reused' });
});

test('sendChat() takes three at once and refuses the fourth', async () => {
  const { room } = await givenRoom();
  for (const text of ['one', 'two', 'three']) await room.say(text);
  await expect(room.say('four')).rejects.toMatchObject({ code: 'request.rate_limited' });
});

test('sendChat() works in the lobby, and not after the show', async () => {
  const lobby = await givenRoom('scheduled');
  await lobby.room.say('early');
  const over = await givenRoom('ended');
  await expect(over.room.say('late')).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('muteAuthor() silences one person, tells her and the studio, and can be undone', async () => {
  const { accountId, guest, room, showId, studio } = await givenRoom();

  await studio.socket.send(chat.muteAuthor, { showId, accountId, isMuted: true });
  await studio.socket.send(chat.muteAuthor, { showId, accountId, isMuted: true });
  await room.socket.waitFor(chat.chatMuted, ({ isMuted }) => isMuted);
  await expect(room.say('hm')).rejects.toMatchObject({ code: 'chat.muted' });
  expect((await enter(guest, showId)).welcome.isMuted).toBe(true);

  await studio.socket.send(chat.muteAuthor, { showId, accountId, isMuted: false });
  await room.say('again');
  const stranger = newId<typeof accountId>();
  await expect(
    studio.socket.send(chat.muteAuthor, { showId, accountId: stranger, isMuted: true }),
  ).rejects.toMatchObject({
    code: 'accounts.not_found',
  });
});

test('deleteChat() takes a message out of every room and serves it to nobody again', async () => {
  const { guest, room, showId, studio } = await givenRoom();
  const { messageId } = await room.say('wrong price');

  await studio.socket.send(chat.deleteChat, { showId, messageId });
  await studio.socket.send(chat.deleteChat, { showId, messageId });

  await room.socket.waitFor(chat.chatDeleted, (deleted) => deleted.messageId === messageId);
  expect((await enter(guest, showId)).welcome.recentChat).toEqual([]);
  expect(await listNewestMessages(server.db, showId, 10)).toEqual([]);
  await expect(
    studio.socket.send(chat.deleteChat, { showId, messageId: newId<typeof messageId>() }),
  ).rejects.toMatchObject({
    code: 'chat.not_found',
  });
});

test('moderating is for the crew of this show', async () => {
  const { room, showId } = await givenRoom();
  const { messageId } = await room.say('mine');
  const stranger = await (await server.signIn('host')).connect();

  const deleting = stranger.send(chat.deleteChat, { showId, messageId });

  await expect(deleting).rejects.toMatchObject({ code: 'shows.not_found' });
});
