import { type AccessRow, foreignPart, key, ofBrand, row } from './access-row.ts';

const copy = { kind: 'copy', title: 'First flush', text: 'hello', url: 'https://tea.example/' };
const price = { amountMinor: 100, currency: 'CNY' };
const fileOf = (type: string) => ({ bytes: new Blob(['no such file'], { type }) });

const card = {
  productId: null,
  text: 'Won a prize',
  pictureId: null,
  url: 'https://tea.example/prize',
  ownerName: 'Quality office',
  expiresAt: '2030-01-01T00:00:00.000Z',
};

export const catalogRows: AccessRow[] = [
  row('POST /pictures', 'S o o o o o', { input: () => fileOf('image/png') }),
  row('POST /clips', 'S N N o o o', { input: () => fileOf('video/mp4') }),
  row('GET /brands', 'S N N o o o'),
  row('POST /brands', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ pictureId }) => ({ ...key(), name: 'Tea', logoPictureId: pictureId }),
  }),
  row('PATCH /brands/:brandId', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({ brandId, name: 'Tea' }),
  }),
  row('GET /ad-mark', 'S N N N N o'),
  row('PUT /ad-mark', 'S N N N N o', { input: () => ({ isShown: true }) }),
  ofBrand('GET /brands/:brandId/claim-cards', ({ brandId }) => ({ brandId })),
  ofBrand('GET /brands/:brandId/withheld-words', ({ brandId }) => ({ brandId })),
  ofBrand('PUT /brands/:brandId/claim-cards/:cardId', ({ brandId, cardId }) => ({ ...card, brandId, cardId })),
  foreignPart(
    'PUT /brands/:brandId/claim-cards/:cardId',
    'with a foreign product',
    ({ foreignProductId: productId }, { brandId, cardId }) => ({ ...card, brandId, cardId, productId }),
  ),
  ofBrand('PUT /brands/:brandId/claim-cards/:cardId/withdrawal', ({ brandId, cardId }) => ({
    brandId,
    cardId,
    isWithdrawn: false,
  })),
  foreignPart(
    'PUT /brands/:brandId/claim-cards/:cardId/withdrawal',
    'of another brand',
    ({ foreignCardId: cardId }, { brandId }) => ({ brandId, cardId, isWithdrawn: true }),
  ),
  ofBrand('GET /products', ({ brandId }) => ({ brandId })),
  ofBrand('POST /products', ({ brandId }) => ({ ...key(), brandId, name: 'Oolong', price })),
  ofBrand('PATCH /products/:productId', ({ productId }) => ({ productId, name: 'Oolong' })),
  ofBrand('GET /materials', ({ brandId }) => ({ brandId })),
  ofBrand('POST /materials', ({ brandId }) => ({ ...key(), brandId, ...copy })),
  foreignPart('POST /materials', 'with a foreign product', ({ foreignProductId }, { brandId }) => ({
    ...key(),
    ...copy,
    brandId,
    productId: foreignProductId,
  })),
  foreignPart('POST /materials', 'with a foreign card', ({ foreignCardId: cardId }, { brandId }) => ({
    ...key(),
    ...copy,
    text: 'The best tea.',
    brandId,
    claims: [{ sentence: 'The best tea.', cardId }],
  })),
  ofBrand('PATCH /materials/:materialId', ({ materialId }) => ({ materialId, title: 'Second flush' })),
  foreignPart('PATCH /materials/:materialId', 'with a foreign product', ({ foreignProductId }, { materialId }) => ({
    materialId,
    productId: foreignProductId,
  })),
];
