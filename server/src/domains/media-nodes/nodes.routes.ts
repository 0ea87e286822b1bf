import { AppError, mediaNode, type NodeId, nodes } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { type ListNodesDeps, listNodes } from './list-nodes.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { StartBook } from './start-book.ts';

export type NodeRoutesDeps = MediaNodesDeps & ListNodesDeps & { starts: StartBook };

/** The media-nodes domain's HTTP face, for operators. */
export function mountNodeRoutes(on: OnRoute, deps: NodeRoutesDeps): void {
  on(nodes.listNodes, () => listNodes(deps));
  on(nodes.summariseStarts, async () => deps.starts.summarise());
  on(nodes.drainNode, async (_caller, { nodeId }) => {
    await endNode(deps, nodeId);
    return {};
  });
}

/** Asks a node to end. It says so itself then, as after SIGTERM. @throws AppError `media.no_node` when it is not here. */
async function endNode({ log, registry }: MediaNodesDeps, nodeId: NodeId): Promise<void> {
  const node = registry.list().find((other) => other.nodeId === nodeId);
  if (!node) throw new AppError('media.no_node', `no media node ${nodeId} is connected`);
  log.info({ ...node.place }, 'media node is taken out of service by an operator');
  registry.markDraining(node.place);
  await node.call(mediaNode.endNode, {});
}
