import { type Role, type ShowId, signaling } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenDtls } from '../../testing/given-dtls.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { type Person, peerIdOf, publish, useStage } from '../../testing/use-stage.ts';

const server = useTestServer();
const { join, openNode, openShow } = useStage(server);
const rtpCapabilities = { codecs: [] };
const dtlsParameters = givenDtls;

const steps = { signalling: 60, ice: null, dtls: null, keyFrame: 25, firstFrame: 130 };
const aStart: signaling.WatchStart = { route: 'webrtc', isWarm: true, reason: null, steps };

const acts = {
  publish: ({ socket }: Person, showId: ShowId) => socket.send(signaling.openPublish, { showId }),
  publishFile: ({ socket }: Person, showId: ShowId) => socket.send(signaling.publishFile, { showId, file: 'a.mp4' }),
  produce: ({ socket }: Person, showId: ShowId) =>
    socket.send(signaling.produceTrack, {
      showId,
      transportId: crypto.randomUUID(),
      kind: 'video',
      source: 'camera',
      rtpParameters: { codecs: [{ mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 }] },
    }),
  watch: ({ socket }: Person, showId: ShowId) => socket.send(signaling.watch, { showId, rtpCapabilities }),
  prepare: ({ socket }: Person, showId: ShowId) => socket.send(signaling.prepareWatch, { showId, rtpCapabilities }),
  picture: ({ socket }: Person, showId: ShowId) => socket.send(signaling.choosePicture, { showId, picture: 'none' }),
  report: ({ socket }: Person, showId: ShowId) => socket.send(signaling.reportStart, { showId, start: aStart }),
  connect: ({ socket }: Person, showId: ShowId, transportId = crypto.randomUUID() as string) =>
    socket.send(signaling.connectTransport, { showId, transportId, dtlsParameters }),
  restartIce: ({ socket }: Person, showId: ShowId, transportId = crypto.randomUUID() as string) =>
    socket.send(signaling.restartIce, { showId, transportId }),
  stop: ({ socket }: Person, showId: ShowId) => socket.send(signaling.stopMedia, { showId }),
};
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );
type Act = keyof typeof acts;
type Place = 'stage' | 'older studio' | 'room' | 'not joined';
const gone = {
  report: 'ok',
  prepare: 'ok',
  picture: 'ok',
  connect: 'media.transport_gone',
  restartIce: 'media.transport_gone',
  stop: 'ok',
};
const onStage = { publish: 'ok', produce: 'media.transport_gone', publishFile: 'request.not_found' };
const offStage = { publish: 'shows.stage_taken', produce: 'shows.stage_taken', publishFile: 'request.not_found' };
const noCrew = 'accounts.not_allowed';
const viewer = { publish: noCrew, produce: noCrew, publishFile: noCrew };
const stranger = 'shows.not_joined';
const outside = {
  report: stranger,
  prepare: stranger,
  picture: stranger,
  watch: stranger,
  connect: stranger,
  restartIce: stranger,
  stop: stranger,
};
const table: [Role, Place, Record<Act, string>][] = [
  ['host', 'stage', { ...gone, ...onStage, watch: 'ok' }],
  ['host', 'older studio', { ...gone, ...offStage, watch: 'ok' }],
  ['operator', 'room', { ...gone, ...offStage, watch: 'ok' }],
  ['shopkeeper', 'room', { ...gone, ...viewer, watch: 'ok' }],
  ['shopkeeper', 'not joined', { ...outside, ...viewer }],
  ['host', 'not joined', { ...outside, publish: stranger, produce: stranger, publishFile: 'request.not_found' }],
];

test.each(table)('signalling as %s, %s', async (role, place, expected) => {
  const node = await openNode();
  const { room, showId, studio } = await openShow();
  await publish(node, showId, studio);
  const operator = await server.signIn('operator');
  const people: Record<Place, () => Promise<Person>> = {
    stage: async () => studio,
    'older studio': async () => {
      await join(operator, { showId, door: 'studio' });
      return studio;
    },
    room: async () => (role === 'shopkeeper' ? room : join(operator, { showId, door: 'room' })),
    'not joined': async () => ({ ...studio, socket: await (role === 'host' ? studio : room).who.connect() }),
  };
  const person = await people[place]();
  const codes: Record<string, string> = {};
  for (const [name, act] of Object.entries(acts)) codes[name] = await codeOf(act(person, showId));

  expect(codes).toEqual(expected);
});

test('a tab cannot use the transport of another', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow();
  const { transport } = await studio.socket.send(signaling.openPublish, { showId });
  await node.publish(showId, peerIdOf(studio, showId, 'pub'));
  await room.socket.send(signaling.watch, { showId, rtpCapabilities });

  expect(await codeOf(acts.connect(room, showId, transport.id))).toBe('media.transport_gone');
  expect(await codeOf(acts.restartIce(room, showId, transport.id))).toBe('media.transport_gone');
  expect(await codeOf(acts.connect(studio, showId, transport.id))).toBe('ok');
  expect(await codeOf(acts.restartIce(studio, showId, transport.id))).toBe('ok');
});

test.each(['draft', 'postponed', 'cancelled'] as const)('nobody publishes into a show that is %s', async (state) => {
  await openNode();
  const { showId, studio } = await openShow();
  await server.db.updateTable('shows').set({ state }).where('id', '=', showId).execute();

  expect(await codeOf(acts.publish(studio, showId))).toBe('shows.wrong_state');
});
