import type { mediaNode, NodeId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { chooseViewerNodes, type ViewerNode } from './choose-viewer-nodes.ts';

type Change = Partial<Omit<ViewerNode, 'load'>> & { peers?: number; load?: Partial<mediaNode.NodeLoad> };
const node = (nodeId: string, { load, peers = 0, ...change }: Change = {}): ViewerNode => ({
  nodeId: nodeId as NodeId,
  ...{ isDraining: false, isOrigin: false, isPulling: false, isHers: false },
  load: {
    ...{ workerCpuRatio: 0.1, consumers: 0, workers: 1, freeDiskBytes: 1, isReady: true, maxPeersPerWorker: 10 },
    workerLoads: [{ pid: 1, cpuRatio: 0.1, peers, shows: 0 }],
    ...load,
  },
  ...change,
});
const origin = (change: Change = {}) => node('origin', { isOrigin: true, ...change });

test.each<[string, ViewerNode[], string[]]>([
  ['the origin, however idle the others are', [node('b'), origin({ peers: 9 })], ['origin:origin', 'b:least_busy']],
  ['another node when the origin is full', [origin({ peers: 10 }), node('b')], ['b:least_busy']],
  [
    'a node that pulls the show before one that does not',
    [origin({ peers: 10 }), node('b'), node('c', { isPulling: true, peers: 5 })],
    ['c:pulling', 'b:least_busy'],
  ],
  [
    'the less busy of two',
    [origin({ peers: 10 }), node('b', { peers: 5 }), node('c')],
    ['c:least_busy', 'b:least_busy'],
  ],
  [
    'where she is, though it is full by now',
    [origin(), node('b', { isHers: true, isPulling: true, peers: 10 })],
    ['b:hers', 'origin:origin'],
  ],
  ['no node that drains, not even hers', [origin({ isDraining: true, isHers: true }), node('b')], ['b:least_busy']],
  [
    'one whose workers keep dying last',
    [node('a', { isPulling: true, load: { isReady: false } }), node('b', { peers: 9 })],
    ['b:least_busy', 'a:least_busy'],
  ],
  ['nobody when all are full', [origin({ peers: 10 }), node('b', { load: { workers: 0 } })], []],
])('chooseViewerNodes() chooses %s', (_name, nodes, chosen) => {
  expect(chooseViewerNodes(nodes).map((place) => `${place.node.nodeId}:${place.reason}`)).toEqual(chosen);
});
