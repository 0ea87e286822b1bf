import { type mediaNode, PROTOCOL_VERSION, type ShowId, shows, signaling, type TabId } from '@shoal/contract';
import { afterEach } from 'vitest';
import { FakeMediaNode } from './fake-media-node.ts';
import { givenShow } from './given-show.ts';
import type { SignedIn, TestServer } from './test-server.ts';
import type { TestSocket } from './test-socket.ts';
import { waitUntil } from './wait-until.ts';

/** Somebody in a show, with the tab that joined it. */
export type Person = { who: SignedIn; socket: TestSocket; tabId: TabId };
export type JoinOptions = { showId: ShowId; door: 'studio' | 'room'; url?: string; tabId?: TabId };

const readMedia = async ({ url }: Pick<TestServer, 'url'>) =>
  ((await (await fetch(`${url}/readyz`)).json()) as { parts: { media: string } }).parts.media;

/** Cuts the lines of all the nodes there are, and waits until the server has noticed: it would place the next show there. */
export async function hangUpAll(server: Pick<TestServer, 'url'>, nodes: FakeMediaNode[]): Promise<void> {
  for (const node of nodes.splice(0)) node.hangUp();
  await waitUntil(async () => (await readMedia(server)) === 'degraded', 'the server still counts a node');
}

/** Fake nodes and people in shows, on a test server; the nodes hang up after each test. */
export function useStage(server: TestServer) {
  const nodes: FakeMediaNode[] = [];
  afterEach(() => hangUpAll(server, nodes));
  const join = async (who: SignedIn, { door, showId, tabId = crypto.randomUUID() as TabId, url }: JoinOptions) => {
    const socket = await (url ? await server.signInAgain(who, url) : who).connect();
    const joining = { showId, tabId, door, protocol: PROTOCOL_VERSION, position: null };
    const welcome = await socket.send(shows.joinShow, joining);
    return { who, socket, tabId, welcome };
  };
  return {
    join,
    /** What `/readyz` says of media. */
    readMedia: () => readMedia(server),
    async openNode(options: { url?: string; nodeId?: string } = {}): Promise<FakeMediaNode> {
      const node = await FakeMediaNode.open({ url: server.url, ...options });
      nodes.push(node);
      return node;
    },
    /** A show with its host in the studio and a guest in the room. */
    async openShow(state: 'scheduled' | 'live' = 'live') {
      const host = await server.signIn('host');
      const guest = await server.signIn('shopkeeper');
      const guestIds = [guest.member.accountId];
      const { showId } = await givenShow(server.db, { state, hostId: host.member.accountId, guestIds });
      const studio = await join(host, { showId, door: 'studio' });
      return { showId, studio, room: await join(guest, { showId, door: 'room' }) };
    },
  };
}

export const peerIdOf = ({ tabId, who }: Person, showId: ShowId, kind: 'pub' | 'sub'): mediaNode.PeerId =>
  `${showId}:${who.member.accountId}:${tabId}:${kind}` as mediaNode.PeerId; // As the server names peers.

/** The host publishes; settles when the server knows. */
export async function publish(node: FakeMediaNode, showId: ShowId, studio: Person): Promise<void> {
  await studio.socket.send(signaling.openPublish, { showId });
  await node.publish(showId, peerIdOf(studio, showId, 'pub'));
}
