import { mediaNode, nodes, signaling } from '@shoal/contract';
import { expect, test } from 'vitest';
import { useTestServer } from '../../testing/test-server.ts';
import { publish, useStage } from '../../testing/use-stage.ts';

const server = useTestServer();
const { join, openNode, openShow } = useStage(server);

test('listNodes() tells an operator what is on each node, and drainNode() asks one to end', async () => {
  const a = await openNode({ nodeId: 'a' });
  const { room, showId, studio } = await openShow();
  await publish(a, showId, studio);
  const b = await openNode({ nodeId: 'b' });
  a.maxPeers = 2;
  const late = await join(room.who, { showId, door: 'room' });
  for (const viewer of [room, late]) await viewer.socket.send(signaling.watch, { showId, rtpCapabilities: {} });
  const operator = await server.signIn('operator');

  const listed = await operator.call(nodes.listNodes, {});
  await operator.call(nodes.drainNode, { nodeId: 'b' });
  const after = await operator.call(nodes.listNodes, {});

  const show = { showId, title: expect.any(String), viewers: 1 };
  expect(listed.nodes).toMatchObject([
    { nodeId: 'a', state: 'up', shows: [{ ...show, isOrigin: true }] },
    { nodeId: 'b', state: 'up', shows: [{ ...show, isOrigin: false }] },
  ]);
  expect(after.nodes.map(({ state }) => state)).toEqual(['up', 'draining']);
  expect(b.callsOf(mediaNode.endNode)).toHaveLength(1);
  await expect(operator.call(nodes.drainNode, { nodeId: 'nobody' })).rejects.toMatchObject({ code: 'media.no_node' });
});
