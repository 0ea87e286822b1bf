import { mediaNode } from '@shoal/contract';
import type { EdgeSessions } from '../hls/edge-sessions.ts';
import type { OnCall } from './call-listener.ts';

/** The live edge's face towards the server. */
export function registerEdgeCalls(on: OnCall, sessions: EdgeSessions): void {
  on(mediaNode.revokeEdge, ({ issuedBefore, showId, viewer }) => {
    sessions.revoke({ viewer, showId, issuedBeforeS: Date.parse(issuedBefore) / 1_000 });
    return {};
  });
}
