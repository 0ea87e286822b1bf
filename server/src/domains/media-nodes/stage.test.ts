import type { BootId, mediaNode, NodeId, ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPeerId, toPeerId } from './peer-id.ts';
import { emptyStage, type Stage, toStageState, withNodeStage, withoutNode } from './stage.ts';

const showId = '0197c000-0000-7000-8000-000000000001' as ShowId;
const uuid = () => crypto.randomUUID();
const publisher: mediaNode.Stage['publisher'] = {
  peerId: 'somebody' as mediaNode.PeerId,
  producers: [
    { producerId: uuid(), kind: 'video', mimeType: 'video/H264' },
    { producerId: uuid(), kind: 'audio', mimeType: 'audio/opus' },
  ],
};
const place = { nodeId: 'node-a' as NodeId, bootId: uuid() as BootId };
const placed = (stage: Stage): Stage => ({ ...stage, place, placements: stage.placements + 1 });

test('a stage streams while its node says so, and is idle when the node is lost', () => {
  const streaming = withNodeStage(placed(emptyStage(showId)), { showId, generation: 4, publisher });

  expect(toStageState(streaming, false)).toMatchObject({
    status: 'streaming',
    hasVideo: true,
    hasAudio: true,
    hasHls: false,
  });
  expect(toStageState(withoutNode(streaming), true)).toMatchObject({ status: 'idle', hasVideo: false, hasHls: true });
});

test('the generation that clients see never falls, whatever nodes come, go and boot anew', () => {
  const act = fc.oneof(
    fc.constant(withoutNode),
    fc.constant(placed),
    fc
      .integer({ min: 0, max: 50 })
      .map((generation) => (stage: Stage) => withNodeStage(stage, { showId, generation, publisher })),
  );
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      let stage = emptyStage(showId);
      for (const apply of acts) {
        const next = apply(stage);
        expect(next.generation).toBeGreaterThanOrEqual(stage.generation);
        stage = next;
      }
    }),
  );
});

test('a peer’s id says whose media it is', () => {
  const peer = { showId, accountId: uuid(), tabId: uuid(), kind: 'sub' } as Parameters<typeof toPeerId>[0];

  expect(readPeerId(toPeerId(peer))).toEqual(peer);
  expect(readPeerId('demo:host' as mediaNode.PeerId)).toBeUndefined();
});
