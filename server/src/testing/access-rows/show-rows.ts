import { type AccessRow, crewOfShow, foreignPart, ofBrand, row, showOrAccount } from './access-row.ts';

const plan = { title: 'Spring', timeZone: 'Asia/Shanghai' };
const segment = { kind: 'product', plannedMinutes: 10 };

export const showRows: AccessRow[] = [
  row('GET /shows', 'S o o o o o'),
  ofBrand('POST /shows', ({ brandId }, { hostId }) => ({ ...plan, brandId, hostId })),
  row('POST /shows', 'S N N H o H', {
    about: 'for a host who is none',
    missing: 'S N N H o H',
    hidden: ['catalog.not_found', 'accounts.not_found'],
    input: ({ accountId }, { brandId }) => ({ ...plan, brandId, hostId: accountId }),
  }),
  foreignPart('POST /shows', 'with a foreign product', ({ foreignProductId }, { brandId, hostId }) => ({
    ...plan,
    brandId,
    hostId,
    productIds: [foreignProductId],
  })),
  crewOfShow('GET /shows/:showId'),
  crewOfShow('PATCH /shows/:showId', () => ({ version: 1, summary: 'tea' })),
  foreignPart('PATCH /shows/:showId', 'with a foreign material', ({ foreignMaterialId }, { showId, ...own }) => ({
    showId,
    version: 1,
    segments: [
      { ...segment, segmentId: own.segmentId, title: 'Part 1', materialIds: [own.materialId, foreignMaterialId] },
      { ...segment, segmentId: own.nextSegmentId, title: 'Part 2', materialIds: [own.materialId] },
    ],
  })),
  crewOfShow('POST /shows/:showId/schedule', () => ({ startsAt: '2030-01-01T00:00:00.000Z' })),
  crewOfShow('POST /shows/:showId/postpone'),
  crewOfShow('POST /shows/:showId/cancel'),
  crewOfShow('POST /shows/:showId/archive'),
  crewOfShow('GET /shows/:showId/guests'),
  crewOfShow('POST /shows/:showId/guests', ({ accountId }) => ({ accountIds: [accountId] })),
  row('POST /shows/:showId/guests', 'S N N H H H', {
    about: 'for a host',
    hidden: showOrAccount,
    input: ({ hostId }, { showId }) => ({ showId, accountIds: [hostId] }),
  }),
  crewOfShow('DELETE /shows/:showId/guests/:accountId', ({ accountId }) => ({ accountId })),
  row('GET /shows/:showId/room', 'S H o H o o', { hidden: 'shows.not_found', input: ({ showId }) => ({ showId }) }),
  row('PUT /shows/:showId/reminder', 'S H o H o o', { hidden: 'shows.not_found', input: ({ showId }) => ({ showId }) }),
  row('DELETE /shows/:showId/reminder', 'S H o H o o', {
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId }),
  }),
  row('GET /me/reminders', 'S o o o o o'),
  crewOfShow('POST /shows/:showId/rehearsals', ({ accountId }) => ({ guestIds: [accountId] })),
  row('GET /shows/:showId/replay', 'S H o H o o', { hidden: 'shows.not_found', input: ({ showId }) => ({ showId }) }),
  crewOfShow('DELETE /shows/:showId/recording'),
  crewOfShow('GET /shows/:showId/recording/file'),
  crewOfShow('POST /shows/:showId/recording/file'),
];
