import type { mediaNode, NodeId } from '@shoal/contract';

export type ViewerNode = {
  readonly nodeId: NodeId;
  readonly load: mediaNode.NodeLoad;
  /** Nobody new comes, and who is here is moved. */
  readonly isDraining: boolean;
  /** The show's stage is there. */
  readonly isOrigin: boolean;
  /** It pulls the show already. */
  readonly isPulling: boolean;
  /** This very viewer is there. */
  readonly isHers: boolean;
};

export type ViewerPlace<N> = { readonly node: N; readonly reason: 'hers' | 'origin' | 'pulling' | 'least_busy' };

/** Beyond this a worker takes nobody more; as the node itself decides. */
const MAX_CPU_RATIO = 0.9;

/**
 * Where a viewer may be put, best first: where she is already, then the origin while it has room, then a node that
 * pulls the show, then the least busy other one. Loads are up to 2 s old, so the node has the last word.
 */
export function chooseViewerNodes<N extends ViewerNode>(nodes: readonly N[]): ViewerPlace<N>[] {
  const open = nodes.filter(({ isDraining }) => !isDraining);
  const hers = open.filter(({ isHers }) => isHers).map((node) => ({ node, reason: 'hers' as const }));
  const others = open
    .filter((node) => !node.isHers && hasRoom(node.load))
    .toSorted((a, b) => rank(a) - rank(b) || fullness(a.load) - fullness(b.load) || (a.nodeId < b.nodeId ? -1 : 1))
    .map((node) => ({ node, reason: toReason(node) }));
  return [...hers, ...others];
}

const reasons = ['origin', 'pulling', 'least_busy'] as const;
const toReason = (node: ViewerNode) => reasons[rank(node)] ?? 'least_busy';

function rank({ isOrigin, isPulling, load }: ViewerNode): number {
  if (isOrigin) return 0;
  return isPulling && load.isReady ? 1 : 2;
}

const hasRoom = ({ maxPeersPerWorker, workerLoads, workers }: mediaNode.NodeLoad): boolean =>
  workers > 0 &&
  (workerLoads.length === 0 ||
    workerLoads.some(({ cpuRatio, peers }) => peers < maxPeersPerWorker && cpuRatio < MAX_CPU_RATIO));

/** From 0, idle, to 1; a node whose workers keep dying comes last. */
function fullness({ isReady, maxPeersPerWorker, workerCpuRatio, workerLoads }: mediaNode.NodeLoad): number {
  const peers = workerLoads.reduce((sum, worker) => sum + worker.peers, 0);
  const share = peers / Math.max(1, maxPeersPerWorker * workerLoads.length);
  return (isReady ? 0 : 10) + Math.max(share, workerCpuRatio / MAX_CPU_RATIO);
}
