import { type AccessRow, row } from './access-row.ts';

export const nodeRows: AccessRow[] = [
  row('GET /media-nodes', 'S N N N N o'),
  row('GET /media-nodes/starts', 'S N N N N o'),
  row('POST /media-nodes/:nodeId/drain', 'S N N N N H', {
    hidden: 'media.no_node',
    input: () => ({ nodeId: 'nobody' }),
  }),
];
