import { chat, drops, log, shows } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { hasRedis, useTwoServers } from '../../testing/use-two-servers.ts';
import { waitUntil } from '../../testing/wait-until.ts';

describe.runIf(hasRedis)('a show on two servers', () => {
  const { enter, server, signInThere } = useTwoServers();

  async function givenShowOnBoth() {
    const host = await server.signIn('host');
    const near = await server.signIn('shopkeeper');
    const far = await server.signIn('shopkeeper');
    const guestIds = [near.member.accountId, far.member.accountId];
    const show = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
    return {
      ...show,
      host,
      far,
      studio: await enter(host, show.showId, 'studio'),
      here: await enter(near, show.showId),
      there: await enter(await signInThere(far), show.showId),
    };
  }

  test('[LG3][LG5] drops of two studios on two servers reach everybody once, in one order', async () => {
    const { here, host, materialId, showId, studio, there } = await givenShowOnBoth();
    const second = await enter(await signInThere(host), showId, 'studio');
    const publish = ({ socket }: typeof studio) =>
      socket.send(drops.publishDrop, { showId, materialId, idempotencyKey: crypto.randomUUID() });

    await Promise.all(Array.from({ length: 20 }, (_, turn) => publish(turn % 2 ? studio : second)));

    const expected = Array.from({ length: 20 }, (_, at) => at + 1);
    for (const { socket } of [here, there]) {
      await socket.waitFor(log.entryAppended, ({ entry }) => entry.seq === 20);
      expect(socket.received(log.entryAppended).map(({ entry }) => entry.seq)).toEqual(expected);
    }
  });

  test('[CN5] a studio on the other server takes the stage', async () => {
    const { host, showId, studio } = await givenShowOnBoth();
    await enter(await signInThere(host), showId, 'studio');
    await studio.socket.waitFor(shows.stageTaken, (told) => told.showId === showId);
  });

  test('[CN7] presence is of both servers, and one person on both is one', async () => {
    const { far, showId, studio } = await givenShowOnBoth();
    await studio.socket.waitFor(shows.presenceChanged, ({ online }) => online === 2);
    const twice = await enter(far, showId);

    const { online, people } = await studio.socket.send(shows.listPresent, { showId });

    expect(online).toBe(2);
    expect(people.find(({ accountId }) => accountId === far.member.accountId)?.devices).toBe(2);
    twice.socket.close();
  });

  test('[RC5] receipts given to one server are counted in the studio on the other', async () => {
    const { materialId, showId, studio, there } = await givenShowOnBoth();
    await studio.socket.send(drops.publishDrop, { showId, materialId, idempotencyKey: crypto.randomUUID() });
    const { epoch } = await there.socket.waitFor(log.entryAppended);

    await there.socket.send(drops.reportReceipts, { showId, epoch, appliedSeq: 1, seen: [1], saved: [] });

    await studio.socket.waitFor(drops.countsChanged, ({ counts }) => counts.some(({ seen }) => seen === 1));
  });

  test('chat reaches both servers, and who joins there finds it', async () => {
    const { far, here, showId, there } = await givenShowOnBoth();
    const said = await here.socket.send(chat.sendChat, { showId, messageId: crypto.randomUUID(), text: 'hello' });

    await there.socket.waitFor(chat.chatPosted, ({ message }) => message.messageId === said.messageId);

    const joined = await waitUntil(async () => {
      const { socket, welcome } = await enter(await signInThere(far), showId);
      socket.close();
      return welcome.recentChat.length > 0 && welcome;
    }, 'the other server did not learn of the message');
    const { isHeld: _isHeld, ...message } = said;
    expect(joined.recentChat).toEqual([message]);
  });

  test('[CL2] an invitation taken back on one server closes her socket on the other', async () => {
    const { far, host, showId, there } = await givenShowOnBoth();
    await host.call(shows.removeGuest, { showId, accountId: far.member.accountId });
    await waitUntil(() => !there.socket.isConnected, 'the socket stayed', 2_000);
  });
});
