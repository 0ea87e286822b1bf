import { accounts, chat, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { listNewestMessages } from './chat.store.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
  const socket = await who.connect();
  const tab = { tabId: newId<TabId>(), protocol: PROTOCOL_VERSION, position: null };
  const welcome = await socket.send(shows.joinShow, { showId, door, ...tab });
  const say = (text: string, messageId: string = crypto.randomUUID()) =>
    socket.send(chat.sendChat, { showId, messageId, text });
  return { socket, welcome, say };
}

/** A live show with two guests, the second of whom moderates it. */
async function givenRoom() {
  const [host, guest, helper] = [
    await server.signIn('host'),
    await server.signIn('shopkeeper', { displayName: 'Mei' }),
    await server.signIn('shopkeeper', { displayName: 'Lan' }),
  ];
  const guestIds = [guest.member.accountId, helper.member.accountId];
  const show = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
  const { showId } = show;
  const studio = await enter(host, showId, 'studio');
  const appointed = { showId, accountId: helper.member.accountId, isModerator: true };
  await studio.socket.send(chat.appointModerator, appointed);
  const [room, desk] = [await enter(guest, showId), await enter(helper, showId)];
  return { ...show, accountId: guest.member.accountId, host, guest, helper, studio, room, desk };
}

test('[CH3] slow mode holds guests back, is told to all, and exempts crew and moderators', async () => {
  const { accountId, desk, guest, room, showId, studio } = await givenRoom();
  await desk.socket.send(chat.setSlowMode, { showId, slowSeconds: 60 });
  await room.socket.waitFor(chat.slowChanged, ({ slowSeconds }) => slowSeconds === 60);
  const messageId = crypto.randomUUID();
  await room.say('one', messageId);
  await expect(room.say('two')).rejects.toMatchObject({ code: 'chat.too_soon' });
  expect((await room.say('one', messageId)).author.accountId).toBe(accountId);
  for (const speaker of [desk, studio]) {
    await speaker.say('one');
    await speaker.say('two');
  }
  expect((await enter(guest, showId)).welcome.chat).toEqual({ slowSeconds: 60, pinned: null });
  await desk.socket.send(chat.setSlowMode, { showId, slowSeconds: 0 });
  await room.say('free');
});

test('[CH5] a listed word holds a message until it is let through; its author is told', async () => {
  const { accountId, brandId, desk, guest, room, showId, studio } = await givenRoom();
  const operator = await server.signIn('operator');
  const { words } = await operator.call(chat.putWords, { brandId, words: ['微信', 'ＷＥＩＸＩＮ', 'weixin'] });
  expect(words).toHaveLength(2);
  const held = await room.say('加我微 信');
  expect(held).toMatchObject({ isHeld: true, author: { accountId } });
  for (const socket of [studio.socket, desk.socket])
    await socket.waitFor(chat.chatHeld, ({ message }) => message.messageId === held.messageId);
  expect((await enter(guest, showId)).welcome.recentChat).toEqual([]);
  const { held: queue } = await desk.socket.send(chat.listModeration, { showId });
  expect(queue.map(({ text }) => text)).toEqual(['加我微 信']);

  const review = { showId, messageId: held.messageId, isPassed: true };
  await desk.socket.send(chat.reviewChat, review);
  await studio.socket.send(chat.reviewChat, { ...review, isPassed: false }); // The first decision stands.

  await room.socket.waitFor(chat.chatReviewed, ({ isPassed }) => isPassed);
  await studio.socket.waitFor(chat.chatPosted, ({ message }) => message.messageId === held.messageId);
  expect(await listNewestMessages(server.db, showId, 10)).toHaveLength(1);
  expect((await studio.say('微信群见')).isHeld).toBe(false);
  expect((await desk.say('微信群见')).isHeld).toBe(false);
});

test('[CH5] a refused message reaches nobody and no record that is played again', async () => {
  const { brandId, room, showId, studio } = await givenRoom();
  const operator = await server.signIn('operator');
  await operator.call(chat.putWords, { brandId, words: ['spam'] });
  const { messageId } = await room.say('Buy SPAM');
  await studio.socket.send(chat.reviewChat, { showId, messageId, isPassed: false });
  await room.socket.waitFor(chat.chatReviewed, ({ isPassed }) => !isPassed);
  expect(await listNewestMessages(server.db, showId, 10)).toEqual([]);
  const pinning = studio.socket.send(chat.pinChat, { showId, messageId });
  await expect(pinning).rejects.toMatchObject({ code: 'chat.not_found' });
  const lifting = studio.socket.send(chat.highlightChat, { showId, messageId, isHighlighted: true });
  await expect(lifting).rejects.toMatchObject({ code: 'chat.not_found' });
});

test('[CH6] a ban closes all her devices and media, and no invitation opens the show until it is lifted', async () => {
  const { accountId, desk, guest, host, room, showId, studio } = await givenRoom();
  const second = await enter(await server.signInAgain(guest), showId);

  await desk.socket.send(chat.banGuest, { showId, accountId, isBanned: true });
  await desk.socket.send(chat.banGuest, { showId, accountId, isBanned: true });

  for (const { socket } of [room, second]) {
    await waitUntil(() => !socket.isConnected, 'a device stayed', 2_000);
    expect(socket.received(shows.sessionClosed)).toEqual([{ reason: 'banned' }]);
  }
  const out = { code: 'shows.not_found' };
  await expect(enter(guest, showId)).rejects.toMatchObject(out);
  await host.call(shows.inviteGuests, { showId, accountIds: [accountId] });
  await expect(enter(guest, showId)).rejects.toMatchObject(out);
  await server.db.insertInto('showGuests').values({ showId, accountId, invitedAt: new Date() }).execute(); // One that raced the ban.
  await expect(enter(guest, showId)).rejects.toMatchObject(out);
  await expect(guest.call(shows.getRoom, { showId })).rejects.toMatchObject(out);
  const { banned } = await desk.socket.send(chat.listModeration, { showId });
  expect(banned).toMatchObject([{ accountId, displayName: 'Mei' }]);

  await studio.socket.send(chat.banGuest, { showId, accountId, isBanned: false });
  await (await enter(guest, showId)).say('back');
});

test('[CH6] a new invitation by link does not bring a banned guest back', async () => {
  const { accountId, guest, host, showId, studio } = await givenRoom();
  await studio.socket.send(chat.banGuest, { showId, accountId, isBanned: true });
  const { url } = await host.call(accounts.createInvitation, { showId });
  await guest.call(accounts.acceptInvitation, { token: url.split('/').at(-1) ?? '' }).catch(() => {});
  await expect(enter(guest, showId)).rejects.toMatchObject({ code: 'shows.not_found' });
});

test('[CH7] a moderator has a badge, decides about no other moderator, and is one no more when it is taken back', async () => {
  const { desk, helper, host, room, showId, studio } = await givenRoom();
  expect(desk.welcome.isModerator).toBe(true);
  expect(room.welcome.isModerator).toBe(false);
  expect((await desk.say('hello')).author).toMatchObject({ isModerator: true, isCrew: false });
  const self = { showId, accountId: helper.member.accountId };
  for (const refused of [
    () => desk.socket.send(chat.banGuest, { ...self, isBanned: true }),
    () => desk.socket.send(chat.muteAuthor, { ...self, isMuted: true }),
    () => desk.socket.send(chat.appointModerator, { ...self, isModerator: true }),
    () => desk.socket.send(shows.endShow, { showId, idempotencyKey: crypto.randomUUID() }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: 'accounts.not_allowed' });
  const crewId = host.member.accountId;
  const banning = desk.socket.send(chat.banGuest, { showId, accountId: crewId, isBanned: true });
  await expect(banning).rejects.toMatchObject({ code: 'accounts.not_found' });

  await studio.socket.send(chat.appointModerator, { ...self, isModerator: false });

  await desk.socket.waitFor(chat.moderatorChanged, ({ isModerator }) => !isModerator);
  const slowing = desk.socket.send(chat.setSlowMode, { showId, slowSeconds: 5 });
  await expect(slowing).rejects.toMatchObject({ code: 'shows.not_found' });
});

test('[CH8] a pinned message is answered to who joins later, changes with its message and goes with it', async () => {
  const { desk, guest, room, showId, studio } = await givenRoom();
  const { messageId } = await room.say('ships today');
  await desk.socket.send(chat.pinChat, { showId, messageId });
  await room.socket.waitFor(chat.chatPinned, ({ message }) => message?.messageId === messageId);
  await studio.socket.send(chat.highlightChat, { showId, messageId, isHighlighted: true });
  await room.socket.waitFor(chat.chatHighlighted, ({ message }) => message.isHighlighted);
  const { welcome } = await enter(guest, showId);
  expect(welcome.chat.pinned).toMatchObject({ messageId, isHighlighted: true });
  expect(welcome.recentChat).toMatchObject([{ messageId, isHighlighted: true }]);
  await studio.socket.send(chat.deleteChat, { showId, messageId });
  expect((await enter(guest, showId)).welcome.chat.pinned).toBeNull();
});

test('[CH9] a message that was taken out is put back where it stood, with its pin, for half a minute', async () => {
  const { desk, guest, room, showId, studio } = await givenRoom();
  const first = await room.say('one');
  await desk.say('two');
  const key = { showId, messageId: first.messageId };
  await desk.socket.send(chat.pinChat, key);
  await desk.socket.send(chat.deleteChat, key);
  await room.socket.waitFor(chat.chatDeleted, ({ messageId }) => messageId === first.messageId);

  await desk.socket.send(chat.restoreChat, key);
  await desk.socket.send(chat.restoreChat, key);

  await room.socket.waitFor(chat.chatRestored, ({ message }) => message.messageId === first.messageId);
  await room.socket.waitFor(chat.chatPinned, ({ message }) => message?.messageId === first.messageId);
  expect(room.socket.received(chat.chatRestored)).toHaveLength(1);
  const { welcome } = await enter(guest, showId);
  expect(welcome.recentChat.map(({ text }) => text)).toEqual(['one', 'two']);
  expect(welcome.chat.pinned?.messageId).toBe(first.messageId);

  await studio.socket.send(chat.deleteChat, key);
  await expect(desk.socket.send(chat.restoreChat, key)).rejects.toMatchObject({ code: 'chat.too_late' }); // Not hers.
  server.clock.advance(31_000);
  await expect(studio.socket.send(chat.restoreChat, key)).rejects.toMatchObject({ code: 'chat.too_late' });
});

test('deleteAllOf() takes out all that one guest said, and nothing else', async () => {
  const { accountId, desk, guest, room, showId } = await givenRoom();
  await room.say('one');
  await room.say('two');
  const kept = await desk.say('mine');
  const { deleted } = await desk.socket.send(chat.deleteAllOf, { showId, accountId });
  expect(deleted).toBe(2);
  expect((await desk.socket.send(chat.deleteAllOf, { showId, accountId })).deleted).toBe(0);
  await room.socket.waitFor(chat.chatDeletedAllOf, (told) => told.accountId === accountId);
  const { recentChat } = (await enter(guest, showId)).welcome;
  expect(recentChat.map(({ messageId }) => messageId)).toEqual([kept.messageId]);
});

test('[CH4] messages cost one query each, and the rules one for all of them', async () => {
  const { room } = await givenRoom();
  const { queries, stop } = countQueries();
  await Promise.all([room.say('first'), room.say('second'), room.say('third')]);
  stop();
  // The server does other things beside: what names the chat's tables is the chat's.
  const rules = queries.filter((query) => query.includes('chat_mutes'));
  const messages = queries.filter((query) => query.includes('chat_messages'));
  expect(messages.every((query) => query.startsWith('insert'))).toBe(true);
  expect(messages).toHaveLength(3);
  expect(rules.length).toBeLessThanOrEqual(1);
});

function countQueries() {
  const queries: string[] = [];
  const executor = server.ground.db.getExecutor();
  const { executeQuery } = executor;
  executor.executeQuery = (query, ...rest) => {
    queries.push(query.sql);
    return executeQuery.call(executor, query, ...rest) as never; // The same, counted.
  };
  const stop = () => {
    executor.executeQuery = executeQuery;
  };
  return { queries, stop };
}
