import { drops, log, type MaterialId, recalls, type ShareCode, shares, tasks } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { givenDrop } from '../../testing/given-share.ts';
import type { SignedIn } from '../../testing/test-server.ts';
import { hasRedis, useTwoServers } from '../../testing/use-two-servers.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const MAX_SPREAD_MS = 60_000;
const recallOf = (materialId: MaterialId) => ({
  materialId,
  idempotencyKey: crypto.randomUUID(),
  reason: '价格写错了',
  correction: '正确的价格是 168 元。',
  replacementId: null,
});

describe.skipIf(!hasRedis)('with two servers', () => {
  const { enter, other, server, signInThere } = useTwoServers();
  const read = async (url: string, path: string) => (await fetch(`${url}${path}`)).text();

  async function givenLiveDrop(keeper: SignedIn, operator: SignedIn) {
    const { hostId, materialId, showId } = await givenDrop(server, keeper, { show: { state: 'live' } });
    const { code } = await keeper.call(shares.createShare, { showId, materialId });
    const socket = await operator.connect();
    const draft = { materialId, words: '', targetForwards: 3, minutes: 5, points: 10 };
    await socket.send(tasks.openTask, { showId, idempotencyKey: crypto.randomUUID(), task: draft });
    return { hostId, materialId, showId, code };
  }

  test('a recall on one server turns the link and the room on the other, closes the task, and comes back', async () => {
    const [operator, keeper] = [await server.signIn('operator'), await server.signIn('shopkeeper')];
    const { code, materialId, showId } = await givenLiveDrop(keeper, operator);
    const room = await enter(await signInThere(keeper), showId);
    const openThere = (of: ShareCode) => read(other().url, `/s/${of}`);
    await openThere(code); // So that the other server remembers the page as it was.
    const began = performance.now();

    await operator.call(recalls.recallMaterial, recallOf(materialId));
    const told = await room.socket.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'drop.recalled');
    const closed = await room.socket.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'task.closed');
    server.clock.advance(1_001); // A page may be a second old.
    await waitUntil(
      async () => (await openThere(code)).includes('168 元'),
      'no correction on the other server',
      MAX_SPREAD_MS,
    );
    const tookMs = performance.now() - began;
    const studio = await operator.connect();
    const dropping = studio.send(drops.publishDrop, { showId, materialId, idempotencyKey: crypto.randomUUID() });
    await expect(dropping).rejects.toMatchObject({ code: 'drops.recalled' });
    await operator.call(recalls.restoreMaterial, { materialId, idempotencyKey: crypto.randomUUID(), reason: '弄错了' });
    const back = await room.socket.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'drop.restored');

    expect(told.entry).toMatchObject({ body: { dropSeq: 1 } });
    expect(closed.entry).toMatchObject({ body: { reason: 'withdrawn' } });
    expect(back.entry).toMatchObject({ body: { dropSeq: 1 } });
    expect(tookMs).toBeLessThan(MAX_SPREAD_MS);
    server.clock.advance(1_001);
    expect(await openThere(code)).toContain('岩骨花香');
  });
});
