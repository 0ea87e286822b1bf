import { createHmac, hkdfSync } from 'node:crypto';
import type { ShowId } from '@shoal/contract';
import { type Viewer, writeViewer } from './hls-grant.ts';

/** Makes the grants that stand in the paths of a node's live edge; the node reads them without asking. */
export type MintEdgeGrant = (showId: ShowId, viewer: Viewer, nowMs: number) => string;

const VERSION = '1';

/**
 * Grants under a key of their own, derived from the cluster secret. One opens within two minutes and then lasts while
 * it is used, so a path that was copied is soon worth nothing.
 */
export function createEdgeGrants(clusterSecret: string): MintEdgeGrant {
  const key = Buffer.from(hkdfSync('sha256', clusterSecret, '', 'shoal live edge grant', 32));
  return (showId, viewer, nowMs) => {
    const body = `${VERSION}.${Math.floor(nowMs / 1_000).toString(36)}.${writeViewer(viewer)}`;
    const mac = createHmac('sha256', key).update(`${showId}\n${body}`).digest().subarray(0, 18);
    return `${body}.${mac.toString('base64url')}`;
  };
}
