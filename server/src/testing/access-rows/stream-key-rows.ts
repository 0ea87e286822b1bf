import { type AccessRow, crewOfShow } from './access-row.ts';

export const streamKeyRows: AccessRow[] = [
  crewOfShow('GET /shows/:showId/stream-keys'),
  crewOfShow('POST /shows/:showId/stream-keys/:kind', () => ({ kind: 'publish' })),
  crewOfShow('DELETE /shows/:showId/stream-keys/:kind', () => ({ kind: 'play' })),
];
