import { nodes, signaling } from '@shoal/contract';
import { expect, test } from 'vitest';
import { useTestServer } from '../../testing/test-server.ts';
import { useStage } from '../../testing/use-stage.ts';
import { StartBook } from './start-book.ts';

const server = useTestServer();
const { openNode, openShow } = useStage(server);

const direct = (firstFrame: number, isWarm = false): signaling.WatchStart => ({
  route: 'webrtc',
  isWarm,
  reason: null,
  steps: { signalling: 20, ice: isWarm ? null : 30, dtls: isWarm ? null : 40, keyFrame: null, firstFrame },
});
const byHls = (reason: signaling.WatchStart['reason']): signaling.WatchStart => ({
  route: 'hls',
  isWarm: false,
  reason,
  steps: { signalling: 25, ice: null, dtls: null, keyFrame: null, firstFrame: 2_000 },
});

test('StartBook tells median and 95th of 100 by kind, and why some fell to HLS, most frequent first', () => {
  const book = new StartBook(() => 0);
  for (let at = 1; at <= 20; at += 1) book.note(direct(at * 10));
  book.note(direct(90, true));
  for (const reason of ['full', 'no_route', 'no_route'] as const) book.note(byHls(reason));

  const { falls, groups } = book.summarise();
  expect(groups.map(({ isWarm, route, starts }) => [route, isWarm, starts])).toEqual([
    ['webrtc', true, 1],
    ['webrtc', false, 20],
    ['hls', false, 3],
  ]);
  expect(groups[1]?.steps).toEqual({
    signalling: { p50Ms: 20, p95Ms: 20 },
    ice: { p50Ms: 30, p95Ms: 30 },
    dtls: { p50Ms: 40, p95Ms: 40 },
    keyFrame: null,
    firstFrame: { p50Ms: 100, p95Ms: 190 },
  });
  expect(falls).toEqual([
    { reason: 'no_route', starts: 2 },
    { reason: 'full', starts: 1 },
  ]);
});

test('StartBook forgets what is older than an hour', () => {
  let nowMs = 0;
  const book = new StartBook(() => nowMs);
  book.note(direct(100));
  nowMs = 3_599_999;
  expect(book.summarise().groups).toHaveLength(1);
  nowMs = 3_600_000;
  expect(book.summarise()).toEqual({ groups: [], falls: [] });
});

test('summariseStarts() tells an operator what viewers reported, and nobody else', async () => {
  await openNode({ nodeId: 'a' });
  const { room, showId } = await openShow();
  await room.socket.send(signaling.reportStart, { showId, start: byHls('no_route') });
  const operator = await server.signIn('operator');

  const summary = await operator.call(nodes.summariseStarts, {});
  expect(summary.falls).toEqual([{ reason: 'no_route', starts: 1 }]);
  const host = await server.signIn('host');
  await expect(host.call(nodes.summariseStarts, {})).rejects.toMatchObject({ code: 'accounts.not_allowed' });
});
