import { AppError, type ShareId, shares } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenDrop, givenShare, recallDrop } from '../../testing/given-share.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { countForwarded, listForwarders } from './shares.store.ts';

const server = useTestServer();

test('createShare() answers the same link however often and however many times at once it is asked', async () => {
  const keeper = await server.signIn('shopkeeper');
  const drop = await givenDrop(server, keeper);
  const ask = () => keeper.call(shares.createShare, { showId: drop.showId, materialId: drop.materialId });

  const answers = await Promise.all(Array.from({ length: 12 }, ask));

  expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
  expect(await server.db.selectFrom('shares').selectAll().execute()).toHaveLength(1);
  expect(answers[0]).toMatchObject({ title: '大红袍 今晚开箱', evidence: null, visitors: 0 });
  expect(answers[0]?.url).toBe(`http://shoal.test/s/${answers[0]?.code}`);
});

test('createShare() is for guests, for what was dropped, and for what still stands', async () => {
  const keeper = await server.signIn('shopkeeper');
  const stranger = await server.signIn('shopkeeper');
  const { materialId, showId } = await givenDrop(server, keeper);
  const ask = (who: typeof keeper, material = materialId) =>
    who.call(shares.createShare, { showId, materialId: material });

  await expect(ask(stranger)).rejects.toMatchObject({ code: 'shows.not_found' });
  await expect(ask(keeper, newId())).rejects.toMatchObject({ code: 'drops.not_found' });
  await recallDrop(server.db, showId);
  await expect(ask(keeper)).rejects.toMatchObject({ code: 'drops.recalled' });
});

test('recordEvidence() keeps the highest grade and counts her once among those who forwarded', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { materialId, shareId, showId } = await givenShare(server, keeper);
  expect(await countForwarded(server.db, showId)).toEqual(new Map());

  await keeper.call(shares.recordEvidence, { shareId, grade: 'E1' });
  const after = await keeper.call(shares.recordEvidence, { shareId, grade: 'E0' });

  expect(after.evidence).toBe('E1');
  expect(await countForwarded(server.db, showId)).toEqual(new Map([[materialId, 1]]));
  expect(await listForwarders(server.db, showId, materialId)).toEqual([keeper.member.accountId]);
});

test('recordEvidence() knows no share of somebody else', async () => {
  const [keeper, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const { shareId } = await givenShare(server, keeper);

  for (const id of [shareId, newId<ShareId>()]) {
    await expect(other.call(shares.recordEvidence, { shareId: id, grade: 'E0' })).rejects.toMatchObject({
      code: 'shares.not_found',
    });
  }
});

test('listShares() shows her own links, newest first, of one show or of all', async () => {
  const [keeper, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const first = await givenShare(server, keeper);
  const second = await givenShare(server, keeper);
  await givenShare(server, other);

  const all = await keeper.call(shares.listShares, {});
  const ofFirst = await keeper.call(shares.listShares, { showId: first.showId });

  expect(all.shares.map(({ code }) => code)).toEqual([second.code, first.code]);
  expect(ofFirst.shares.map(({ code }) => code)).toEqual([first.code]);
});

test('getShop() answers every unknown code alike and slows down who tries many', async () => {
  const guesser = server.anonymous();
  const guess = (code: string) =>
    guesser.call(shares.getShop, { code: code as never }).catch((error: unknown) => error);

  const answers = await Promise.all(
    Array.from({ length: 125 }, (_, at) => guess(`Guess${String(at).padStart(9, '0')}`)),
  );

  const codes = answers.map((answer) => (answer instanceof AppError ? answer.code : 'found'));
  expect(codes.filter((code) => code === 'shares.not_found')).toHaveLength(120);
  expect(codes.filter((code) => code === 'request.rate_limited')).toHaveLength(5);
});

test('getShop() shows the product of what stands, and the correction of what was recalled', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, showId } = await givenShare(server, keeper);

  const before = await server.anonymous().call(shares.getShop, { code });
  await recallDrop(server.db, showId);
  server.clock.advance(1_500);
  const after = await server.anonymous().call(shares.getShop, { code });

  expect(before).toMatchObject({ isRecalled: false, product: { name: '大红袍 50g' }, show: { status: 'live' } });
  expect(after).toMatchObject({ isRecalled: true, product: null });
});
