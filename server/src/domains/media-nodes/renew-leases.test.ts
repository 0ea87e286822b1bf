import {
  type AccountId,
  type BootId,
  mediaNode,
  type NodeId,
  type SessionId,
  type ShowId,
  type TabId,
} from '@shoal/contract';
import { expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import { defaultTimings } from './media-nodes-deps.ts';
import type { NodeRegistry } from './node-registry.ts';
import { createPeerBook } from './peer-book.ts';
import { toPeerId } from './peer-id.ts';
import { createRelayBook } from './relay-book.ts';
import { renewLeases } from './renew-leases.ts';

const place = { nodeId: 'a' as NodeId, bootId: crypto.randomUUID() as BootId };
const peerOf = (tabId: TabId) => ({
  showId: crypto.randomUUID() as ShowId,
  accountId: crypto.randomUUID() as AccountId,
  tabId,
  kind: 'sub' as const,
});

test('renewLeases() renews who is connected, or was a moment ago, and lets the others run out', async () => {
  const [here, justGone, longGone] = [1, 2, 3].map(() => peerOf(crypto.randomUUID() as TabId));
  const peers = createPeerBook();
  const grantAt = (peer: typeof here, nowMs: number) => peers.grant(peer!, { place, sessionId: undefined, nowMs });
  const grant = grantAt(here, 0);
  grantAt(justGone, 75_000);
  grantAt(longGone, 60_000);
  const renewed: unknown[] = [];
  const node = {
    place,
    call: async (call: typeof mediaNode.renewLeases, input: unknown) => void renewed.push(call, input),
  };
  const sessionId = crypto.randomUUID() as SessionId;

  await renewLeases({
    log: silentLog,
    nowMs: () => 100_000,
    timings: defaultTimings,
    peers,
    relays: createRelayBook(),
    registry: { list: () => [node as unknown as MediaNodeClient] } as NodeRegistry, // All that is used of them.
    findTab: (_showId, _accountId, tabId) => (tabId === here?.tabId ? { sessionId } : undefined),
  });

  expect(renewed).toEqual([mediaNode.renewLeases, { peerIds: [toPeerId(here!), toPeerId(justGone!)] }]);
  expect(grant.sessionId).toBe(sessionId); // So that a sign-out closes it, after a restart too.
});
