import { chat, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const { TEST_REDIS_URL = '' } = process.env;

describe.runIf(TEST_REDIS_URL)('a chat on two servers', () => {
  const server = useTestServer({ env: { REDIS_URL: TEST_REDIS_URL, LOG_LEVEL: 'silent' } });
  let otherUrl: string;
  beforeAll(async () => {
    const { shoal, url } = await server.startAnother();
    otherUrl = url;
    await waitUntil(
      async () => (await shoal.ground.io.of('/').adapter.serverCount()) === 2,
      'the servers did not meet',
      15_000,
    );
  });

  const enter = async (who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') => {
    const socket = await who.connect();
    const tab = { tabId: newId<TabId>(), protocol: PROTOCOL_VERSION, position: null };
    await socket.send(shows.joinShow, { showId, door, ...tab });
    const say = (text: string) => socket.send(chat.sendChat, { showId, messageId: crypto.randomUUID(), text });
    return { socket, say };
  };

  test('[CH4] [CH6] words, mutes and bans that one server hears of hold on the other within two seconds', async () => {
    const [host, guest] = [await server.signIn('host'), await server.signIn('shopkeeper')];
    const { accountId } = guest.member;
    const { brandId, showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds: [accountId] });
    const studio = await enter(host, showId, 'studio');
    const far = await server.signInAgain(guest, otherUrl);
    const [there, here] = [await enter(far, showId), await enter(guest, showId)];

    const said = await there.say('hello');
    for (const { socket } of [studio, here, there])
      await socket.waitFor(chat.chatPosted, ({ message }) => message.messageId === said.messageId);

    await (await server.signIn('operator')).call(chat.putWords, { brandId, words: ['spam'] });
    await waitUntil(async () => (await there.say('spam')).isHeld, 'the word was not known', 8_000);

    await studio.socket.send(chat.banGuest, { showId, accountId, isBanned: true });
    for (const { socket } of [here, there]) await waitUntil(() => !socket.isConnected, 'a device stayed', 2_000);
    expect(there.socket.received(shows.sessionClosed)[0]).toEqual({ reason: 'banned' });
    await expect(enter(far, showId)).rejects.toMatchObject({ code: 'shows.not_found' });
  });
});
