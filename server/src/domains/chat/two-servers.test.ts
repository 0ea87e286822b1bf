import { chat, shows } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { hasRedis, useTwoServers } from '../../testing/use-two-servers.ts';
import { waitUntil } from '../../testing/wait-until.ts';

describe.runIf(hasRedis)('a chat on two servers', () => {
  const { enter, server, signInThere } = useTwoServers();

  test('[CH4] [CH6] words, mutes and bans that one server hears of hold on the other within two seconds', async () => {
    const [host, guest] = [await server.signIn('host'), await server.signIn('shopkeeper')];
    const { accountId } = guest.member;
    const { brandId, showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds: [accountId] });
    const studio = await enter(host, showId, 'studio');
    const far = await signInThere(guest);
    const [there, here] = [await enter(far, showId), await enter(guest, showId)];

    const say = (text: string) => there.socket.send(chat.sendChat, { showId, messageId: crypto.randomUUID(), text });
    const said = await say('hello');
    for (const { socket } of [studio, here, there])
      await socket.waitFor(chat.chatPosted, ({ message }) => message.messageId === said.messageId);

    await (await server.signIn('operator')).call(chat.putWords, { brandId, words: ['spam'] });
    await waitUntil(async () => (await say('spam')).isHeld, 'the word was not known', 8_000);

    await studio.socket.send(chat.banGuest, { showId, accountId, isBanned: true });
    for (const { socket } of [here, there]) await waitUntil(() => !socket.isConnected, 'a device stayed', 2_000);
    expect(there.socket.received(shows.sessionClosed)[0]).toEqual({ reason: 'banned' });
    await expect(enter(far, showId)).rejects.toMatchObject({ code: 'shows.not_found' });
  });
});
