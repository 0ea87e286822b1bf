import { type AccessRow, crewOfShow } from './access-row.ts';

export const insightRows: AccessRow[] = [
  crewOfShow('radar:dismissHint', () => ({ code: 'check_in' })),
  crewOfShow('GET /shows/:showId/report'),
  crewOfShow('GET /shows/:showId/report/:table', () => ({ table: 'drops' })),
];
