import type { mediaNode, NodeId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { chooseNode } from './choose-node.ts';

const node = (nodeId: string, load: Partial<mediaNode.NodeLoad> = {}) => ({
  nodeId: nodeId as NodeId,
  load: {
    ...{ workerCpuRatio: 0.2, consumers: 10, workers: 2, freeDiskBytes: 100e9 },
    ...{ isReady: true, maxPeersPerWorker: 280, workerLoads: [] },
    ...load,
  },
});

test.each([
  ['nobody, when nobody is here', [], undefined],
  ['nobody, when no worker lives', [node('a', { workers: 0 })], undefined],
  ['the less busy one', [node('a', { workerCpuRatio: 0.9 }), node('b')], 'b'],
  [
    'the one with fewer consumers, when both are as busy',
    [node('a', { consumers: 90 }), node('b', { workerCpuRatio: 0.25 })],
    'b',
  ],
  ['one that can record, even if busier', [node('a', { freeDiskBytes: 1e9 }), node('b', { workerCpuRatio: 0.9 })], 'b'],
  ['one whose workers hold, even if busier', [node('a', { isReady: false }), node('b', { workerCpuRatio: 0.9 })], 'b'],
  ['one that cannot record, when it is the only one', [node('a', { freeDiskBytes: 1e9 })], 'a'],
])('chooseNode() chooses %s', (_name, nodes, chosen) => {
  expect(chooseNode(nodes)?.nodeId).toBe(chosen);
});
