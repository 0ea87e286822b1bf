import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { revokePeers } from './revoke-peers.ts';
import { isSamePlace } from './stage.ts';

type Deps = Pick<MediaNodesDeps, 'listValidKeys' | 'log' | 'peers' | 'registry'>;

/**
 * Closes what came with a stream key that is not valid any more, for when its end did not get through: the node was
 * away, this server was, or another one took the key back.
 */
export async function closeOutdated(deps: Deps, node: MediaNodeClient): Promise<void> {
  const grants = deps.peers.listWhere(({ place }) => isSamePlace(place, node.place));
  const keyIds = new Set(grants.flatMap(({ keyId }) => keyId ?? []));
  if (keyIds.size === 0) return;
  const valid = await deps.listValidKeys([...keyIds]).catch((err: unknown) => {
    deps.log.warn({ err, nodeId: node.nodeId }, 'stream keys were not looked at; they are in a while');
    return [...keyIds];
  });
  // Not awaited: the node's reports come on this very connection, behind us.
  for (const keyId of keyIds) if (!valid.includes(keyId)) void revokePeers(deps, { keyId });
}
