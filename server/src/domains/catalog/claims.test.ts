import { AppError, type BrandId, catalog, drops } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenClaimCard } from '../../testing/given-claim-card.ts';
import { givenBrand, givenShow } from '../../testing/given-show.ts';
import { givenVariants } from '../../testing/given-variants.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { insertMaterial } from './catalog.store.ts';

const server = useTestServer();
const TICK_MS = 600_000;
const DAY_MS = 86_400_000;
const claim = '有效率高达 99%。';
const text = `今晚八点开播。${claim}`;
const price = { amountMinor: 12_800, currency: 'CNY' as const };
const copyOf = (brandId: BrandId) => ({ brandId, kind: 'copy' as const, title: '大红袍', text });

/** The refusal of what was tried. */
const refused = async (trying: Promise<unknown>): Promise<AppError> => {
  const error = await trying.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('it was not refused');
  return error;
};

async function givenHost() {
  const brandId = await givenBrand(server.db);
  return { brandId, host: await server.signIn('host', { brandIds: [brandId] }) };
}

test('createMaterial() refuses a claim without a card, marks its sentence, and keeps nothing', async () => {
  const { brandId, host } = await givenHost();

  const { code, marks } = await refused(
    host.call(catalog.createMaterial, { ...copyOf(brandId), idempotencyKey: crypto.randomUUID() }),
  );

  expect(code).toBe('catalog.claim_unproven');
  expect(marks).toMatchObject([{ field: 'text', sentence: claim, kinds: ['number'], reason: 'no_card' }]);
  expect(text.slice(marks?.[0]?.start, marks?.[0]?.end)).toBe(claim);
  expect((await host.call(catalog.listMaterials, { brandId })).materials).toEqual([]);
});

test('createMaterial() keeps a claim that rests on a valid card, and lists it without a mark', async () => {
  const { brandId, host } = await givenHost();
  const cardId = await givenClaimCard(server.db, { brandId, text: '实验室测得有效率 99%' });
  const links = [{ sentence: claim, cardId }];
  const stray = { sentence: '今晚八点开播。', cardId }; // It claims nothing.

  const made = await host.call(catalog.createMaterial, {
    idempotencyKey: crypto.randomUUID(),
    ...copyOf(brandId),
    claims: [...links, stray],
  });

  expect(made).toMatchObject({ claims: links, marks: [] });
  const { cards } = await host.call(catalog.listClaimCards, { brandId });
  expect(cards).toMatchObject([{ cardId, materials: [{ materialId: made.materialId, title: '大红袍' }] }]);
});

test.each([
  ['card_expired', { text: '有效率 99%', expiresAt: new Date(Date.now() - 1_000) }],
  ['number_differs', { text: '有效率 95%' }],
] as const)('createMaterial() refuses a card that does not carry the claim: %s', async (reason, card) => {
  const { brandId, host } = await givenHost();
  const cardId = await givenClaimCard(server.db, { brandId, ...card });

  const trying = host.call(catalog.createMaterial, {
    idempotencyKey: crypto.randomUUID(),
    ...copyOf(brandId),
    claims: [{ sentence: claim, cardId }],
  });

  expect((await refused(trying)).marks).toMatchObject([{ reason }]);
});

test('createMaterial() reads the names of the variants that its product offers, and a card carries one', async () => {
  const { brandId, host } = await givenHost();
  const product = { brandId, price, name: '大红袍', idempotencyKey: crypto.randomUUID() };
  const { productId } = await host.call(catalog.createProduct, product);
  const variant = { priceMinor: 8_800, unitsInStock: 5 };
  await givenVariants(server.db, productId, [
    { ...variant, name: '50g' },
    { ...variant, name: claim },
    { ...variant, name: '包治百病装', isActive: false },
  ]);
  const make = (claims: catalog.ClaimLink[]) =>
    host.call(catalog.createMaterial, {
      ...copyOf(brandId),
      text: '今晚八点开播。',
      productId,
      claims,
      idempotencyKey: crypto.randomUUID(),
    });

  const { marks } = await refused(make([]));
  expect(marks).toMatchObject([{ field: 'product.variant', sentence: claim, reason: 'no_card' }]);
  const cardId = await givenClaimCard(server.db, { brandId, productId, text: '有效率 99%' });
  expect(await make([{ sentence: claim, cardId }])).toMatchObject({ marks: [] });
});

test('createMaterial() takes the card of a product for that product alone', async () => {
  const { brandId, host } = await givenHost();
  const { productId } = await host.call(catalog.createProduct, {
    idempotencyKey: crypto.randomUUID(),
    brandId,
    name: '大红袍',
    price,
  });
  const { productId: otherId } = await host.call(catalog.createProduct, {
    idempotencyKey: crypto.randomUUID(),
    brandId,
    name: '月光白',
    price,
  });
  const cardId = await givenClaimCard(server.db, { brandId, productId, text: '有效率 99%' });
  const input = { ...copyOf(brandId), claims: [{ sentence: claim, cardId }] };

  await host.call(catalog.createMaterial, { idempotencyKey: crypto.randomUUID(), ...input, productId });
  const { marks } = await refused(
    host.call(catalog.createMaterial, { idempotencyKey: crypto.randomUUID(), ...input, productId: otherId }),
  );

  expect(marks).toMatchObject([{ reason: 'other_product' }]);
});

test.each(['在家带娃也能月入过万。', '转发三个群领红包。', 'Share this and win a free box.'])(
  'createMaterial() refuses what no card makes lawful: %s',
  async (sentence) => {
    const { brandId, host } = await givenHost();
    const cardId = await givenClaimCard(server.db, { brandId, text: sentence });
    const input = { ...copyOf(brandId), text: sentence, claims: [{ sentence, cardId }] };

    expect(
      (await refused(host.call(catalog.createMaterial, { ...input, idempotencyKey: crypto.randomUUID() }))).marks,
    ).toMatchObject([{ reason: 'never_allowed' }]);
  },
);

test('createMaterial() reads title, tones and the product’s own words as consumers do', async () => {
  const { brandId, host } = await givenHost();
  const product = { brandId, name: '大红袍', summary: '全国销量冠军。', price };
  const { productId } = await host.call(catalog.createProduct, { ...product, idempotencyKey: crypto.randomUUID() });
  const input = { ...copyOf(brandId), title: '第一品牌', text: '今晚见', tones: { warm: '养胃健脾。' }, productId };

  const { marks } = await refused(host.call(catalog.createMaterial, { ...input, idempotencyKey: crypto.randomUUID() }));

  expect(marks?.map(({ field }) => field)).toEqual(['title', 'tones.warm', 'product.summary']);
});

test('changeMaterial() keeps the links of sentences that stay, and archives without asking', async () => {
  const { brandId, host } = await givenHost();
  const cardId = await givenClaimCard(server.db, { brandId, text: '有效率 99%' });
  const links = [{ sentence: claim, cardId }];
  const { materialId } = await host.call(catalog.createMaterial, {
    idempotencyKey: crypto.randomUUID(),
    ...copyOf(brandId),
    claims: links,
  });

  const renamed = await host.call(catalog.updateMaterial, { materialId, title: '大红袍 50g' });
  expect(renamed).toMatchObject({ claims: links, marks: [] });
  const rewriting = host.call(catalog.updateMaterial, { materialId, text: '有效率高达 99.9%。' });
  expect((await refused(rewriting)).marks).toMatchObject([{ reason: 'no_card' }]);

  await host.call(catalog.withdrawClaimCard, { brandId, cardId, isWithdrawn: true });
  const archived = await host.call(catalog.updateMaterial, { materialId, isArchived: true });
  expect(archived).toMatchObject({ text, marks: [{ reason: 'card_withdrawn' }] });
});

test('putClaimCard() twice writes one card; it runs out in amber, and a withdrawal may be taken back', async () => {
  const { brandId, host } = await givenHost();
  const now = server.clock.now().getTime();
  const cardId = crypto.randomUUID();
  const document = { pictureId: null, url: 'https://tea.example/report', ownerName: '质检 老周' };
  const card = {
    ...document,
    productId: null,
    text: '有效率 99%',
    expiresAt: new Date(now + 60 * DAY_MS).toISOString(),
  };
  const put = (changes: Partial<typeof card> = {}) =>
    host.call(catalog.putClaimCard, { brandId, cardId, ...card, ...changes });

  expect(await put()).toEqual(await put());
  expect(await put()).toMatchObject({ state: 'valid', ownerName: '质检 老周', materials: [] });
  expect(await put({ expiresAt: new Date(now + TICK_MS).toISOString() })).toMatchObject({ state: 'expiring' });
  server.clock.advance(TICK_MS);
  const withdrawal = { brandId, cardId };
  const listed = async () => (await host.call(catalog.listClaimCards, { brandId })).cards.map(({ state }) => state);
  expect(await listed()).toEqual(['expired']);
  await host.call(catalog.withdrawClaimCard, { ...withdrawal, isWithdrawn: true });
  expect(await listed()).toEqual(['withdrawn']);
  expect(await host.call(catalog.withdrawClaimCard, { ...withdrawal, isWithdrawn: false })).toMatchObject({
    state: 'expired',
  });
});

test('putClaimCard() leaves the card of another brand as it is', async () => {
  const { brandId, host } = await givenHost();
  const foreign = { brandId: await givenBrand(server.db, 'Rival Tea'), text: '有效率 99%' };
  const cardId = await givenClaimCard(server.db, foreign);
  const card = {
    productId: null,
    text: '有效率 100%',
    pictureId: null,
    url: 'https://tea.example/x',
    ownerName: '老周',
  };
  const expiresAt = server.clock.now().toISOString();

  const putting = host.call(catalog.putClaimCard, { brandId, cardId, ...card, expiresAt });

  await expect(putting).rejects.toMatchObject({ code: 'catalog.not_found' });
  const operator = await server.signIn('operator');
  const { cards } = await operator.call(catalog.listClaimCards, { brandId: foreign.brandId });
  expect(cards).toMatchObject([{ cardId, text: foreign.text }]);
});

test('putClaimCard() refuses a card without a document', async () => {
  const { brandId, host } = await givenHost();
  const card = { productId: null, text: '好茶', pictureId: null, url: null, ownerName: '老周' };
  const expiresAt = new Date().toISOString();
  const putting = host.call(catalog.putClaimCard, { brandId, cardId: crypto.randomUUID(), ...card, expiresAt });
  await expect(putting).rejects.toMatchObject({ code: 'request.invalid' });
});

test('a drop is refused with its sentence once the card has run out, and goes through when the card is renewed', async () => {
  const { brandId, showId } = await givenShow(server.db);
  const operator = await server.signIn('operator');
  const soon = () => new Date(server.clock.now().getTime() + TICK_MS);
  const cardId = await givenClaimCard(server.db, { brandId, text: '有效率 99%', expiresAt: soon() });
  const links = [{ sentence: claim, cardId }];
  const { materialId } = await operator.call(catalog.createMaterial, {
    idempotencyKey: crypto.randomUUID(),
    ...copyOf(brandId),
    claims: links,
  });
  server.clock.advance(TICK_MS);
  const studio = await operator.connect();
  const drop = () => studio.send(drops.publishDrop, { showId, materialId, idempotencyKey: crypto.randomUUID() });

  const { code, marks } = await refused(drop());
  expect([code, marks]).toMatchObject(['catalog.claim_unproven', [{ sentence: claim, reason: 'card_expired' }]]);

  const card = {
    productId: null,
    text: '有效率 99%',
    pictureId: null,
    url: 'https://tea.example/2',
    ownerName: '老周',
  };
  await operator.call(catalog.putClaimCard, { brandId, cardId, ...card, expiresAt: soon().toISOString() });
  expect(await drop()).toEqual({ seq: 1 });
});

test('a material that was kept before there were cards is listed with its marks', async () => {
  const { brandId, host } = await givenHost();
  const parts = { pictureId: null, clipId: null, url: null, productId: null, archivedAt: null };
  const row = { ...parts, ...copyOf(brandId), id: crypto.randomUUID() as never, createdAt: new Date() };
  await insertMaterial(server.db, row);

  const { materials } = await host.call(catalog.listMaterials, { brandId });

  expect(materials).toMatchObject([{ claims: [], marks: [{ sentence: claim, reason: 'no_card' }] }]);
});
