import { catalog } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenClaimCard } from '../../testing/given-claim-card.ts';
import { useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();
const key = () => ({ idempotencyKey: crypto.randomUUID() });

test('createBrand() answers a retry with the first one, and refuses its key with another body', async () => {
  const operator = await server.signIn('operator');
  const written = { ...key(), name: '山野茶集' };
  const made = await operator.call(catalog.createBrand, written);

  expect(await operator.call(catalog.createBrand, written)).toEqual(made);
  const other = operator.call(catalog.createBrand, { ...written, name: '海边茶集' });
  await expect(other).rejects.toMatchObject({ code: 'request.key_reused' });
  expect((await operator.call(catalog.listBrands, {})).brands).toMatchObject([{ name: '山野茶集' }]);
});

test('a brand’s story claims what a material of the brand proves, and nothing else', async () => {
  const operator = await server.signIn('operator');
  const claim = '全国销量冠军。';
  const trying = operator.call(catalog.createBrand, { ...key(), name: '山野茶集', story: claim });
  await expect(trying).rejects.toMatchObject({
    code: 'catalog.claim_unproven',
    marks: [{ field: 'brand.story', sentence: claim, reason: 'no_card' }],
  });

  const { brandId } = await operator.call(catalog.createBrand, { ...key(), name: '山野茶集' });
  const tell = () => operator.call(catalog.updateBrand, { brandId, story: claim });
  await expect(tell()).rejects.toMatchObject({ code: 'catalog.claim_unproven' });
  const cardId = await givenClaimCard(server.db, { brandId });
  const claims = [{ sentence: claim, cardId }];
  const copy = { ...key(), brandId, kind: 'copy' as const, title: '大红袍', text: claim, claims };
  await operator.call(catalog.createMaterial, copy);
  expect(await tell()).toMatchObject({ story: claim });
});
