import { type AccountId, AppError, mediaNode, type ShowId, type StreamKeyId, type TabId } from '@shoal/contract';
import { holdGrant } from './hold-grant.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { placeStage } from './open-publish.ts';
import type { PeerGrant } from './peer-book.ts';
import { placeViewer } from './place-viewer.ts';
import { revokePeers } from './revoke-peers.ts';

/** A WHIP or WHEP client: the key it came with, and a session that it is told. */
export type SdpClient = {
  readonly showId: ShowId;
  readonly keyId: StreamKeyId;
  /** Who issued the key. */
  readonly accountId: AccountId;
  readonly sessionId: string;
};
export type SdpKind = 'whip' | 'whep';
/** An answer in SDP, and the name of its ICE session. */
export type SdpAnswered = { readonly answer: string; readonly iceTag: string };
export type SdpSessionName = Pick<SdpClient, 'sessionId' | 'showId'> & { readonly kind: SdpKind };

/**
 * Takes an encoder onto a show's stage, as a studio is: who was on it goes.
 * @throws AppError `shows.wrong_state` | `media.no_node` | `media.full` | `media.incompatible` | `request.invalid`
 */
export async function publishOffer(deps: MediaNodesDeps, client: SdpClient, offer: string): Promise<SdpAnswered> {
  const node = await placeStage(deps, client.showId);
  return open(deps, { client, kind: 'whip', node }, (peerId) =>
    node.call(mediaNode.publishOffer, { showId: client.showId, peerId, offer }),
  );
}

/**
 * Serves a player from the best node that takes it.
 * @throws AppError `media.not_streaming` | `media.no_node` | `media.full` | `media.incompatible` | `request.invalid`
 */
export async function playOffer(deps: MediaNodesDeps, client: SdpClient, offer: string): Promise<SdpAnswered> {
  const { showId } = client;
  return placeViewer(deps, { ...toHolder(client), kind: 'whep' }, (node) =>
    open(deps, { client, kind: 'whep', node }, (peerId) => node.call(mediaNode.playOffer, { showId, peerId, offer })),
  );
}

/**
 * ICE news of a client.
 * @param iceTag the ICE session that it means; null for whatever is there.
 * @throws AppError `request.not_found` | `media.ice_changed` | `media.no_node` | `request.invalid`
 */
export async function patchSdpSession(
  deps: MediaNodesDeps,
  name: SdpSessionName,
  { fragment, iceTag }: { iceTag: string | null; fragment: string },
): Promise<{ answer: string | null; iceTag: string }> {
  const { peerId, place } = getSdpSession(deps, name);
  const node = deps.registry.find(place);
  if (!node) throw new AppError('media.no_node', `the media node of session ${name.sessionId} is away`);
  return node.call(mediaNode.patchIce, { peerId, iceTag, fragment }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'media.transport_gone' ? noSession(name) : error;
  });
}

/** Ends a client's media. @throws AppError `request.not_found` when it is over already. */
export async function endSdpSession(deps: MediaNodesDeps, name: SdpSessionName): Promise<void> {
  const { keyId, showId, tabId } = getSdpSession(deps, name);
  await revokePeers(deps, { showId, tabId, ...(keyId && { keyId }) });
}

/** The grant of a session. @throws AppError `request.not_found` */
export function getSdpSession({ peers }: Pick<MediaNodesDeps, 'peers'>, name: SdpSessionName): PeerGrant {
  const [grant] = peers.listWhere(
    ({ kind, showId, tabId }) => kind === name.kind && showId === name.showId && tabId === (name.sessionId as TabId),
  );
  if (!grant) throw noSession(name);
  return grant;
}

const noSession = ({ sessionId }: SdpSessionName) =>
  new AppError('request.not_found', `there is no session ${sessionId}`);

const toHolder = ({ accountId, keyId, sessionId, showId }: SdpClient) => ({
  showId,
  accountId,
  keyId,
  tabId: sessionId as TabId, // A session stands where a tab would: both are ids of our own making.
  sessionId: undefined,
});

type Opening = { client: SdpClient; kind: SdpKind; node: MediaNodeClient };
type Opened = SdpAnswered & { transportId: string };

/** A session that could not be opened leaves nothing behind. */
async function open(
  deps: MediaNodesDeps,
  { client, kind, node }: Opening,
  call: (peerId: mediaNode.PeerId) => Promise<Opened>,
): Promise<SdpAnswered> {
  const seat = toHolder(client);
  try {
    return await holdGrant(deps, { seat, node, kind }, async ({ peerId, transportIds }) => {
      const { transportId, ...answered } = await call(peerId);
      transportIds.add(transportId);
      return answered;
    });
  } catch (error) {
    void revokePeers(deps, { showId: seat.showId, tabId: seat.tabId, keyId: seat.keyId });
    throw error;
  }
}
