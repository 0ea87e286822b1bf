import { mediaNode, shows, signaling } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { peerIdOf, publish, useStage } from '../../testing/use-stage.ts';
import { hasRedis, useTwoServers } from '../../testing/use-two-servers.ts';
import { waitUntil } from '../../testing/wait-until.ts';

describe.skipIf(!hasRedis)('a right that is lost on the server that the node did not dial', () => {
  const { other, server, signInThere } = useTwoServers();
  const { openNode, openShow } = useStage(server);
  const watch = async () => {
    const node = await openNode();
    const { room, showId, studio } = await openShow();
    await publish(node, showId, studio);
    await room.socket.send(signaling.watch, { showId, rtpCapabilities: { codecs: [] } });
    const peerId = peerIdOf(room, showId, 'sub');
    expect(node.peers.has(peerId)).toBe(true);
    const { accountId, sessionId } = room.who.member;
    const isRevokedAtEdge = () =>
      node
        .callsOf(mediaNode.revokeEdge)
        .some((call) => mediaNode.revokeEdge.input.parse(call).viewer === `a${accountId.replaceAll('-', '')}`);
    const isGone = async () => {
      await waitUntil(() => !node.peers.has(peerId), 'her media was not closed', 2_000);
      await waitUntil(isRevokedAtEdge, 'the edge was not told', 2_000);
    };
    return { accountId, isGone, sessionId, showId, studio };
  };

  test('who signs out there loses her media within two seconds', async () => {
    const { accountId, isGone, sessionId } = await watch();
    other().shoal.ground.accessLost.tell({ accountId, sessionIds: [sessionId], reason: 'signed_out' });
    await isGone();
  });

  test('a guest who is removed there loses her media within two seconds', async () => {
    const { accountId, isGone, showId, studio } = await watch();
    const host = await signInThere(studio.who);
    await host.call(shows.removeGuest, { showId, accountId });
    await isGone();
  });
});
