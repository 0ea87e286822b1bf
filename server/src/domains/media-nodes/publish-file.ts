import { type AccountId, mediaNode, type ShowId, type TabId } from '@shoal/contract';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { placeStage } from './open-publish.ts';
import { toPeerId } from './peer-id.ts';
import { isStreaming } from './stage.ts';

/**
 * The demo's synthetic host: loops a file of the node's demo folder onto the stage. Safe to repeat, also from another
 * tab or after a restart: a show's synthetic host is one peer, which keeps sending.
 * @throws AppError `shows.wrong_state` | `media.no_node` | `media.full` | `media.incompatible`
 */
export async function publishFile(
  deps: MediaNodesDeps,
  { accountId, showId }: { showId: ShowId; accountId: AccountId },
  file: string,
): Promise<void> {
  const node = await placeStage(deps, showId);
  // It has no tab: the show's id stands for one, and it is always there.
  const peer = { showId, accountId, tabId: showId as string as TabId, kind: 'pub' } as const;
  deps.peers.grant(peer, { place: node.place, sessionId: undefined, nowMs: Number.POSITIVE_INFINITY });
  await node.call(mediaNode.publishFile, { showId, peerId: toPeerId(peer), file });
  await waitUntilStreaming(deps, showId);
}

const STREAMING_WITHIN_MS = 3_000;
const POLL_MS = 50;

/** Its report follows the answer: whoever goes live next shall find the stage streaming. */
async function waitUntilStreaming({ nowMs, stages }: MediaNodesDeps, showId: ShowId): Promise<void> {
  const deadlineMs = nowMs() + STREAMING_WITHIN_MS;
  while (!isStreaming(stages.get(showId)) && nowMs() < deadlineMs) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
