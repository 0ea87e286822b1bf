import { accounts, shows } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hasRedis, useTwoServers } from '../testing/use-two-servers.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { serverWord } from './server-bus.ts';

describe.runIf(hasRedis)('two servers with Redis', () => {
  const { other, server, signInThere } = useTwoServers();

  test('a removal on one server closes sockets on the other within two seconds', async () => {
    const operator = await server.signIn('operator');
    const phone = await server.signIn('shopkeeper');
    const elsewhere = await signInThere(phone);
    const socket = await elsewhere.connect();

    await operator.call(accounts.updateAccount, { accountId: phone.member.accountId, isRemoved: true });

    await waitUntil(() => !socket.isConnected, 'the socket stayed open', 2_000);
    // Its server may have missed the session by itself before the second word came; what was said first counts.
    expect(socket.received(shows.sessionClosed)[0]).toEqual({ reason: 'removed' });
  });

  test('a word to the others reaches them and not the one who said it', async () => {
    const word = serverWord({ name: `test:word-${crypto.randomUUID()}`, payload: z.strictObject({ top: z.int() }) });
    const [here, there]: [unknown[], unknown[]] = [[], []];
    server.ground.bus.onWord(word, (payload) => void here.push(payload));
    other().shoal.ground.bus.onWord(word, (payload) => void there.push(payload));

    server.ground.bus.tellOthers(word, { top: 7 });

    await waitUntil(() => there.length > 0, 'the word did not arrive');
    expect({ here, there }).toEqual({ here: [], there: [{ top: 7 }] });
  });

  test('a limit holds across both', async () => {
    const limit = { name: `test-${crypto.randomUUID()}`, points: 2, windowSeconds: 60 };
    await server.ground.limits.take(limit, 'key');
    await other().shoal.ground.limits.take(limit, 'key');

    await expect(server.ground.limits.take(limit, 'key')).rejects.toMatchObject({ code: 'request.rate_limited' });
  });
});
