import { type AccessRow, key, ofBrand, row } from './access-row.ts';

const words = { reason: 'wrong price', correction: 'It costs 99.', replacementId: null };

export const recallRows: AccessRow[] = [
  ofBrand('GET /recalls', ({ brandId }) => ({ brandId })),
  ofBrand('GET /materials/:materialId/recall', ({ materialId }) => ({ materialId })),
  ofBrand('GET /materials/:materialId/recall/buyers', ({ materialId }) => ({ materialId })),
  ofBrand('POST /materials/:materialId/recall/buyers/export', ({ materialId }) => ({ materialId })),
  row('POST /materials/:materialId/recall', 'S N N N N o', {
    hidden: 'catalog.not_found',
    isSpent: true,
    input: ({ materialId }) => ({ ...key(), ...words, materialId }),
  }),
  row('POST /materials/:materialId/recall/end', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ materialId }) => ({ ...key(), materialId, reason: 'a mistake' }),
  }),
  row('GET /recall-kits', 'S o o N N N'),
  row('POST /recall-kits/:recallId', 'S H o N N N', {
    hidden: 'recalls.not_found',
    moderator: 'H',
    input: ({ recallId }) => ({ recallId, step: 'seen' }),
  }),
];
