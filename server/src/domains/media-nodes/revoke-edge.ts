import { type AccountId, mediaNode, type ShowId } from '@shoal/contract';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';

type Deps = Pick<MediaNodesDeps, 'log' | 'now' | 'registry'>;

const ATTEMPTS = 3;

/**
 * Ends an account's reading at every live edge, of one show or all. Who may still watch asks for a new grant and goes
 * on. A node that is away is not told: its viewers cannot ask us either, and their grants end within their lifetime.
 */
export async function revokeEdge(deps: Deps, accountId: AccountId, showId: ShowId | null): Promise<void> {
  const issuedBefore = deps.now().toISOString();
  const viewer = `a${accountId.replaceAll('-', '')}`;
  await Promise.all(deps.registry.list().map((node) => tell(deps, node, { viewer, showId, issuedBefore })));
}

type Revocation = { viewer: string; showId: ShowId | null; issuedBefore: string };

async function tell({ log }: Deps, node: MediaNodeClient, revocation: Revocation): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS && node.isConnected; attempt += 1) {
    try {
      await node.call(mediaNode.revokeEdge, revocation);
      return;
    } catch (err) {
      log.warn({ err, nodeId: node.nodeId, attempt }, 'media node did not revoke a live edge yet');
    }
  }
}
