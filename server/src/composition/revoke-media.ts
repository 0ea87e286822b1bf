import { AccountId, SessionId, ShowId, StreamKeyId, TabId } from '@shoal/contract';
import { z } from 'zod';
import type { MediaNodes } from '../domains/media-nodes/open-media-nodes.ts';
import type { PeerFilter } from '../domains/media-nodes/peer-book.ts';
import { keepGoing } from '../platform/keep-going.ts';
import { serverWord } from '../realtime/server-bus.ts';
import type { Ground } from './ground.ts';

const peersRevoked = serverWord({
  name: 'media:peersRevoked',
  payload: z.strictObject({
    showId: ShowId.optional(),
    accountId: AccountId.optional(),
    tabId: TabId.optional(),
    sessionIds: z.array(SessionId).optional(),
    keyId: StreamKeyId.optional(),
  }),
});
const edgeRevoked = serverWord({
  name: 'media:edgeRevoked',
  payload: z.strictObject({ accountId: AccountId, showId: ShowId.nullable() }),
});

/**
 * Takes media away wherever it is: a node talks to the server that it dialled, and a right may be lost on any. A word that
 * does not arrive leaves a viewer until her lease or her grant runs out.
 */
export function revokeEverywhere({ bus, log }: Ground, media: MediaNodes) {
  bus.onWord(peersRevoked, (filter) => keepGoing(log, media.revokePeers(filter)));
  bus.onWord(edgeRevoked, ({ accountId, showId }) => keepGoing(log, media.revokeEdge(accountId, showId)));
  return {
    async revokePeers({ sessionIds, ...filter }: PeerFilter): Promise<void> {
      const all = { ...filter, ...(sessionIds && { sessionIds: [...sessionIds] }) };
      bus.tellOthers(peersRevoked, all);
      await media.revokePeers(all);
    },
    async revokeEdge(accountId: AccountId, showId: ShowId | null): Promise<void> {
      bus.tellOthers(edgeRevoked, { accountId, showId });
      await media.revokeEdge(accountId, showId);
    },
  };
}
