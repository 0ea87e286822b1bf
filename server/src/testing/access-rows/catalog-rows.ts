import { type AccessRow, foreignPart, ofBrand, row } from './access-row.ts';

const copy = { kind: 'copy', title: 'First flush', text: 'hello', url: 'https://tea.example/' };
const price = { amountMinor: 100, currency: 'CNY' };
const fileOf = (type: string) => ({ bytes: new Blob(['no such file'], { type }) });

export const catalogRows: AccessRow[] = [
  row('POST /pictures', 'S o o o o o', { input: () => fileOf('image/png') }),
  row('POST /clips', 'S N N o o o', { input: () => fileOf('video/mp4') }),
  row('GET /brands', 'S N N o o o'),
  row('POST /brands', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ pictureId }) => ({ name: 'Tea', logoPictureId: pictureId }),
  }),
  row('PATCH /brands/:brandId', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({ brandId, name: 'Tea' }),
  }),
  row('GET /ad-mark', 'S N N N N o'),
  row('PUT /ad-mark', 'S N N N N o', { input: () => ({ isShown: true }) }),
  ofBrand('GET /products', ({ brandId }) => ({ brandId })),
  ofBrand('POST /products', ({ brandId }) => ({ brandId, name: 'Oolong', price })),
  ofBrand('PATCH /products/:productId', ({ productId }) => ({ productId, name: 'Oolong' })),
  ofBrand('GET /materials', ({ brandId }) => ({ brandId })),
  ofBrand('POST /materials', ({ brandId }) => ({ brandId, ...copy })),
  foreignPart('POST /materials', 'with a foreign product', ({ foreignProductId }, { brandId }) => ({
    ...copy,
    brandId,
    productId: foreignProductId,
  })),
  ofBrand('PATCH /materials/:materialId', ({ materialId }) => ({ materialId, title: 'Second flush' })),
  foreignPart('PATCH /materials/:materialId', 'with a foreign product', ({ foreignProductId }, { materialId }) => ({
    materialId,
    productId: foreignProductId,
  })),
];
