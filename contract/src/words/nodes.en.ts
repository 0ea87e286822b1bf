import type { nodesZh } from './nodes.zh.ts';

export const nodesEn: typeof nodesZh = {
  nav: 'Media nodes',
  title: 'Media nodes',
  lead: 'Live pictures are sent from here. When a node is full, new viewers go to another; when one stops, its live shows move by themselves.',
  node: 'Node',
  stateHead: 'State',
  state: { up: 'Running', unready: 'Unstable', draining: 'Going out of service' },
  viewers: 'Connections',
  of: (peers: number, most: number) => `${peers} of ${most}`,
  workers: 'Workers',
  worker: (cpuPercent: number, peers: number) => `CPU ${cpuPercent}% · ${peers} connected`,
  disk: 'Free disk',
  shows: 'Shows',
  noShows: 'No shows',
  origin: (title: string, viewers: number) => `${title} (host is here, ${viewers} watching)`,
  pulled: (title: string, viewers: number) => `${title} (pulled, ${viewers} watching)`,
  drain: 'Take out of service',
  drainTitle: (nodeId: string) => `Take node ${nodeId} out of service?`,
  drainText:
    'Its shows and viewers move to other nodes; the picture stands for a second or two. Recordings are saved first, then the process ends.',
  drainAlone: 'It is the only node: live pictures stop until another one is started.',
  draining: (nodeId: string) => `Node ${nodeId} is going out of service`,
  empty: 'No media node',
  emptyText:
    'Live pictures cannot be sent now; drops and chat go on. See whether the media process runs: it connects by itself.',
};
