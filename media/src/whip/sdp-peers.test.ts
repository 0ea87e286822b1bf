import { randomUUID } from 'node:crypto';
import { mediaNode, ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeOffer } from '../testing/sdp-offers.ts';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';

let node: TestNode;
beforeAll(async () => {
  node = await TestNode.open({ workers: 1 });
}, 60_000);
afterAll(() => node.close());
afterEach(() => node.node.sfu.close());

const newShow = () => ShowId.parse(randomUUID());
const toPeerId = (name: string) => mediaNode.PeerId.parse(name);
const publish = (showId: ShowId, peerId: string, offer: string) =>
  node.server.call(mediaNode.publishOffer, { showId, peerId: toPeerId(peerId), offer });
const play = (showId: ShowId, peerId: string, offer: string) =>
  node.server.call(mediaNode.playOffer, { showId, peerId: toPeerId(peerId), offer });
const patch = (peerId: string, iceTag: string | null, ufrag: string) =>
  node.server.call(mediaNode.patchIce, { peerId: toPeerId(peerId), iceTag, fragment: `a=ice-ufrag:${ufrag}\r\n` });
const chromium = { direction: 'recvonly', opus: 111, h264: 108 } as const;
const firefox = { direction: 'recvonly', opus: 109, h264: 126 } as const;
const consumersOf = (peerId: string) => node.node.sfu.findPeer(toPeerId(peerId))?.watched?.consumers ?? [];
const payloadTypesOf = (peerId: string) =>
  consumersOf(peerId)
    .map(({ rtpParameters }) => rtpParameters.codecs[0]?.payloadType ?? 0)
    .toSorted((a, b) => a - b);

test('an encoder’s offer puts its tracks on the stage and is answered in its own terms', async () => {
  const showId = newShow();
  const rids = ['h', 'm', 'l'];
  const { answer, iceTag } = await publish(showId, 'obs', makeOffer({ h264: 108, vp8: 96, rids }));

  const stage = node.node.sfu.findStage(showId);
  expect(stage?.tracks.map(({ mimeType, producer }) => [mimeType, producer.type])).toEqual([
    ['audio/opus', 'simple'],
    ['video/H264', 'simulcast'],
  ]);
  expect(answer).toContain(`a=ice-ufrag:${iceTag}\r\n`);
  expect(answer).toContain('m=video 9 UDP/TLS/RTP/SAVPF 108 109\r\n');
  expect(answer).toContain('a=simulcast:recv h;m;l\r\n');
  expect(answer).toContain('a=setup:passive\r\n');
  expect(answer).toContain('a=recvonly\r\n');
  expect(answer).not.toContain('VP8');
});

test('the transport of an answer is the one of the section that the client named first', async () => {
  const pictureFirst = makeOffer({ h264: 108 }).replace('BUNDLE 0 1', 'BUNDLE 1 0');
  const { answer } = await publish(newShow(), 'gst', pictureFirst);

  expect(answer).toContain('a=group:BUNDLE 1 0\r\n');
});

test('an encoder that comes again takes the stage from itself; the session before is closed', async () => {
  const showId = newShow();
  await publish(showId, 'first', makeOffer({ h264: 108 }));
  await publish(showId, 'second', makeOffer({ h264: 108 }));

  expect(node.node.sfu.findStage(showId)?.publisher).toBe('second');
  await node.server.next(mediaNode.peerClosed, ({ peerId, reason }) => peerId === 'first' && reason === 'taken_over');
  expect(node.node.sfu.peerIdsOf(showId)).toEqual(['second']);
});

test('of encoders that come at the same time one holds the stage whole, and the others are told so', async () => {
  const showId = newShow();
  const codeOf = ({ code }: { code: string }) => code;
  const come = (name: string) => publish(showId, name, makeOffer({ h264: 108 })).then(() => name, codeOf);

  const outcomes = await Promise.all(['a', 'b', 'c'].map(come));

  const stage = node.node.sfu.findStage(showId);
  expect(stage?.tracks).toHaveLength(2);
  expect(node.node.sfu.peerIdsOf(showId)).toEqual([stage?.publisher]);
  expect(outcomes).toContain(stage?.publisher);
  expect(outcomes.filter((outcome) => outcome === 'media.incompatible')).toEqual([]);
});

test('players are sent their own payload types, those of one make through one router', async () => {
  const showId = newShow();
  await node.publish(showId, 640, 360);
  await play(showId, 'a', makeOffer(chromium));
  await play(showId, 'b', makeOffer(chromium));
  const { answer } = await play(showId, 'c', makeOffer(firefox));

  expect([payloadTypesOf('a'), payloadTypesOf('b'), payloadTypesOf('c')]).toEqual([
    [108, 111],
    [108, 111],
    [109, 126],
  ]);
  const { router } = node.node.sfu.findStage(showId) ?? expect.fail('no stage');
  expect(node.node.sdpPeers.layouts.countBehind(router)).toBe(2);
  expect(answer).toContain('a=sendonly');
  expect(answer).not.toContain('a=ssrc');
});

test('players who offer ever other payload types are refused once there are many', async () => {
  const showId = newShow();
  await node.publish(showId, 640, 360);
  for (let at = 0; at < 8; at += 1) await play(showId, `p${at}`, makeOffer({ ...chromium, opus: 101 + at * 2 }));

  await expect(play(showId, 'one more', makeOffer(firefox))).rejects.toMatchObject({ code: 'media.full' });
  await play(showId, 'a known one', makeOffer({ ...chromium, opus: 101 }));
});

test('who plays goes on when the host comes again, without another offer', async () => {
  const showId = newShow();
  await publish(showId, 'first', makeOffer({ h264: 108 }));
  await play(showId, 'viewer', makeOffer(chromium));
  const before = consumersOf('viewer').map(({ id }) => id);

  await publish(showId, 'second', makeOffer({ h264: 102 }));

  await waitFor('consumers of the new tracks', 5_000, () => {
    const fresh = consumersOf('viewer').filter(({ closed, id }) => !closed && !before.includes(id));
    return fresh.length === 2 ? fresh : undefined;
  });
  expect(payloadTypesOf('viewer')).toEqual([108, 111]);
});

test('who plays a codec that the next host does not send is closed, and may come again', async () => {
  const showId = newShow();
  const both = makeOffer({ ...chromium, vp8: 96 });
  await publish(showId, 'first', makeOffer({ h264: 108 }));
  await play(showId, 'viewer', both);
  await publish(showId, 'second', makeOffer({ vp8: 96 }));

  await node.server.next(mediaNode.peerClosed, (closed) => closed.showId === showId && closed.peerId === 'viewer');
  await play(showId, 'viewer', both);
  expect(payloadTypesOf('viewer')).toEqual([96, 111]);
});

test('play() is refused while the stage is empty, and for who can play nothing of it', async () => {
  const showId = newShow();
  await expect(play(showId, 'early', makeOffer(chromium))).rejects.toMatchObject({ code: 'media.not_streaming' });
  await node.publish(showId, 640, 360);
  const other = makeOffer(chromium).replaceAll('opus', 'PCMU').replaceAll('H264', 'AV1');
  await expect(play(showId, 'other', other)).rejects.toMatchObject({ code: 'media.incompatible' });
  expect(node.node.sfu.findPeer(toPeerId('other'))).toBeUndefined();
});

test('candidates change nothing, an ICE restart gives new credentials, an old name is refused', async () => {
  const showId = newShow();
  const { iceTag } = await publish(showId, 'obs', makeOffer({ h264: 108, ufrag: 'abcd' }));

  expect(await patch('obs', iceTag, 'abcd')).toEqual({ answer: null, iceTag });
  const restarted = await patch('obs', null, 'wxyz');
  expect(restarted.iceTag).not.toBe(iceTag);
  expect(restarted.answer).toContain(`a=ice-ufrag:${restarted.iceTag}\r\n`);
  await expect(patch('obs', iceTag, 'wxyz')).rejects.toMatchObject({ code: 'media.ice_changed' });
  expect(await patch('obs', restarted.iceTag, 'wxyz')).toEqual({ answer: null, iceTag: restarted.iceTag });
  await expect(patch('nobody', null, 'wxyz')).rejects.toMatchObject({ code: 'media.transport_gone' });
});

test('an offer that mediasoup refuses is answered by a code and leaves nothing behind', async () => {
  const showId = newShow();
  await node.publish(showId, 640, 360);
  const lines = makeOffer({ h264: 108 }).split('\r\n');
  const wounds = fc.array(fc.tuple(fc.nat(lines.length - 1), fc.nat(lines.length - 1), fc.nat(40)), { maxLength: 5 });
  let count = 0;
  const property = fc.asyncProperty(wounds, fc.boolean(), async (cuts, isPublisher) => {
    const broken = [...lines];
    for (const [to, from, keep] of cuts) broken[to] = (broken[from] ?? '').slice(0, 60 - keep);
    count += 1;
    const peerId = `fuzz ${count}`;
    const shown = isPublisher ? newShow() : showId;
    const outcome = await (isPublisher ? publish : play)(shown, peerId, broken.join('\r\n') || 'x').then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    );
    expect(['taken', 'request.invalid', 'media.incompatible']).toContain(outcome);
    if (outcome !== 'taken') expect(node.node.sfu.findPeer(toPeerId(peerId))).toBeUndefined();
    node.node.sfu.closePeer(toPeerId(peerId));
    if (isPublisher) node.node.sfu.closeShow(shown);
  });
  await fc.assert(property, { numRuns: 200 });
});
