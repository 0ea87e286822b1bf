import { type AccessRow, row } from './access-row.ts';

export const shareRows: AccessRow[] = [
  row('POST /shares', 'S H o N N N', {
    hidden: 'shows.not_found',
    input: ({ materialId, showId }) => ({ showId, materialId }),
  }),
  row('POST /shares', 'S H H N N N', {
    about: 'of what was not dropped there',
    hidden: ['shows.not_found', 'drops.not_found'],
    input: ({ foreignMaterialId }, { showId }) => ({ showId, materialId: foreignMaterialId }),
  }),
  row('GET /shares', 'S o o N N N', { input: ({ showId }) => ({ showId }) }),
  row('POST /shares/:shareId/evidence', 'S H o N N N', {
    moderator: 'H',
    hidden: 'shares.not_found',
    input: ({ shareId }) => ({ shareId, grade: 'E0' }),
  }),
  row('GET /kept-words', 'S o o N N N'),
  row('PUT /kept-words/:materialId', 'S H o N N N', {
    moderator: 'H',
    hidden: 'shares.not_found',
    input: ({ materialId }) => ({ materialId, tone: 'warm', words: 'Come and see' }),
  }),
  row('GET /group-yields', 'S o o N N N'),
  row('GET /shows/:showId/sale-gains', 'S H o N N N', {
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId }),
  }),
  row('GET /shop/:code', 'o o o o o o', { hidden: 'shares.not_found', input: ({ code }) => ({ code }) }),
  row('POST /shop/:code/visits', 'o o o o o o', {
    hidden: 'shares.not_found',
    input: ({ code }) => ({ code, beacon: 'x'.repeat(20), visibleMs: 3_000 }),
  }),
];
