import { Decoder, Encoder, PacketType } from 'socket.io-parser';
import { expect, test } from 'vitest';
import { eventFrame, readFrame } from './engine-io.ts';

/** What Socket.IO itself writes, behind Engine.IO's 4 for a message. */
const written = (packet: { type: PacketType; id?: number; data?: unknown }) =>
  `4${String(new Encoder().encode({ nsp: '/', ...packet })[0])}`;

test('eventFrame() writes what the decoder of Socket.IO reads', () => {
  const decoder = new Decoder();
  const packets: unknown[] = [];
  decoder.on('decoded', (packet) => packets.push(packet));

  decoder.add(eventFrame(7, 'show:join', '{"showId":"a"}').slice(1));

  expect(packets).toEqual([{ type: PacketType.EVENT, id: 7, nsp: '/', data: ['show:join', { showId: 'a' }] }]);
});

test('readFrame() reads what the encoder of Socket.IO writes', () => {
  const event = readFrame(
    written({ type: PacketType.EVENT, data: ['log:appended', { entry: { seq: 3, text: '"]' } }] }),
  );
  expect(event).toEqual({ kind: 'event', name: 'log:appended', payload: '{"entry":{"seq":3,"text":"\\"]"}}' });
  const ack = readFrame(written({ type: PacketType.ACK, id: 12, data: [{ ok: true, data: { seq: 1 } }] }));
  expect(ack).toEqual({ kind: 'ack', id: 12, payload: '{"ok":true,"data":{"seq":1}}' });
  expect(readFrame(written({ type: PacketType.CONNECT, data: { sid: 'x' } })).kind).toBe('connected');
  expect(readFrame(written({ type: PacketType.DISCONNECT })).kind).toBe('disconnected');
  expect(readFrame(written({ type: PacketType.CONNECT_ERROR, data: { message: 'no' } }))).toMatchObject({
    kind: 'refused',
    payload: '{"message":"no"}',
  });
  expect(readFrame('2').kind).toBe('ping');
  expect(readFrame('0{"sid":"x"}').kind).toBe('open');
});
