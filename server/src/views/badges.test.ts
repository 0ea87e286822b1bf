import type { AccountId, ProductId, ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { insertProduct } from '../domains/catalog/catalog.store.ts';
import { newId } from '../platform/new-id.ts';
import { givenAccount } from '../testing/given.ts';
import { givenAnsweredQuiz } from '../testing/given-ask.ts';
import { type GivenShow, givenShow } from '../testing/given-show.ts';
import { useTestServer } from '../testing/test-server.ts';
import { listBadges } from './badges.ts';

const server = useTestServer();
const day = (at: number) => new Date(Date.UTC(2026, 0, at, 12));

async function givenProduct({ brandId }: GivenShow): Promise<ProductId> {
  const id = newId<ProductId>();
  const words = { name: 'Oolong', summary: '', afterSaleTerms: '' };
  const price = { priceMinor: 100, currency: 'CNY' as const };
  await insertProduct(server.db, { ...words, ...price, id, brandId, pictureId: null, createdAt: day(1) });
  return id;
}

async function givenPupil() {
  const show = await givenShow(server.db);
  const productId = await givenProduct(show);
  const { accountId } = await givenAccount(server.db, 'shopkeeper');
  type Quiz = { closedAt: Date; right: readonly (boolean | null)[]; isTooFast?: boolean };
  const answer = (quiz: Quiz, showId: ShowId = show.showId) =>
    givenAnsweredQuiz(server.db, { showId, accountId, productId, ...quiz });
  return { accountId, productId, answer };
}
const earnedOn = async (accountId: AccountId) =>
  (await listBadges(server.db, accountId)).map(({ earnedAt }) => earnedAt.slice(0, 10));

test('listBadges() names a product once a quiz of it was all right, with the newest day', async () => {
  const { accountId, answer, productId } = await givenPupil();
  await answer({ closedAt: day(1), right: [true, false] });
  expect(await listBadges(server.db, accountId)).toEqual([]);

  await answer({ closedAt: day(2), right: [true, true] });
  await answer({ closedAt: day(5), right: [true] });

  const earnedAt = day(5).toISOString();
  expect(await listBadges(server.db, accountId)).toEqual([{ productId, productName: 'Oolong', earnedAt }]);
});

test('listBadges() gives nothing for an unfinished quiz, for answers faster than a person, for a rehearsal', async () => {
  const { accountId, answer } = await givenPupil();
  await answer({ closedAt: day(1), right: [true, null] });
  await answer({ closedAt: day(2), right: [true, true], isTooFast: true });
  const rehearsal = await givenShow(server.db);
  await server.db.updateTable('shows').set({ isRehearsal: true }).where('id', '=', rehearsal.showId).execute();
  await answer({ closedAt: day(3), right: [true] }, rehearsal.showId);

  expect(await earnedOn(accountId)).toEqual([]);
});

test('listBadges() keeps a badge through errors for 90 days, then an error ends it until it is earned anew', async () => {
  const { accountId, answer } = await givenPupil();
  await answer({ closedAt: day(1), right: [true] });
  await answer({ closedAt: day(90), right: [false] });
  await answer({ closedAt: day(120), right: [null, false] });
  expect(await earnedOn(accountId)).toEqual(['2026-01-01']);

  await answer({ closedAt: day(121), right: [false] });
  expect(await earnedOn(accountId)).toEqual([]);

  await answer({ closedAt: day(130), right: [true] });
  expect(await earnedOn(accountId)).toEqual(['2026-05-10']);
});
