import type { mediaNode, NodeId } from '@shoal/contract';

export type NodeCandidate = { readonly nodeId: NodeId; readonly load: mediaNode.NodeLoad };

/** Below this a node's recorder stops; shows go there only when nothing else is left. */
const MIN_FREE_DISK_BYTES = 2 * 1024 ** 3;
/** CPU readings closer than this are the same: consumers then decide. */
const CPU_STEP = 0.1;

/** The node for a show that has none yet: one whose workers hold, with room on the disk, then the least busy one. */
export function chooseNode<N extends NodeCandidate>(nodes: readonly N[]): N | undefined {
  return nodes.filter(({ load }) => load.workers > 0).toSorted(byRoom)[0];
}

function byRoom({ load: a, nodeId: aId }: NodeCandidate, { load: b, nodeId: bId }: NodeCandidate): number {
  const hasDisk = (load: mediaNode.NodeLoad) => (load.freeDiskBytes >= MIN_FREE_DISK_BYTES ? 0 : 1);
  const cpu = (load: mediaNode.NodeLoad) => Math.floor(load.workerCpuRatio / CPU_STEP);
  const isReady = (load: mediaNode.NodeLoad) => (load.isReady ? 0 : 1);
  const byState = isReady(a) - isReady(b) || hasDisk(a) - hasDisk(b);
  return byState || cpu(a) - cpu(b) || a.consumers - b.consumers || (aId < bId ? -1 : 1);
}
