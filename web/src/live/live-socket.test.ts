import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallFailure } from '../api/call-failure.ts';
import { fakeWire } from '../testing/fake-wire.ts';
import { LiveSocket } from './live-socket.ts';
import { broadcasts, commands } from './wire.ts';

const open = () => {
  const wire = fakeWire();
  const socket = LiveSocket.open({ dial: () => wire, random: () => 0.5 });
  return { wire, socket };
};
const leave = { showId: '00000000-0000-4000-8000-000000000001' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[CN] a refusal becomes a failure with its code, an answer its data', async () => {
  const { socket, wire } = open();
  wire.goUp();
  wire.answer = () => ({ ok: true, data: {} });
  expect(await socket.send(commands.leaveShow, leave)).toEqual({});
  wire.answer = () => ({ ok: false, error: { code: 'shows.not_found', message: 'no', retry: 'never' } });
  await expect(socket.send(commands.leaveShow, leave)).rejects.toMatchObject({ code: 'shows.not_found' });
});

test('[CN] no answer within 5 s, or no connection, is offline', async () => {
  const { socket, wire } = open();
  await expect(socket.send(commands.leaveShow, leave)).rejects.toMatchObject({ code: 'offline' });
  wire.goUp();
  const sent = socket.send(commands.leaveShow, leave).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await sent).toBeInstanceOf(CallFailure);
});

test('[CN] a lost connection comes back within half a second when the spread is small', async () => {
  const { socket, wire } = open();
  wire.goUp();
  wire.goDown();
  expect(socket.connection.get()).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(500);
  expect(wire.connects).toBe(2);
  wire.goUp();
  expect(socket.connection.get()).toBe('connected');
});

test('[CN] the spread that the server named before it died is kept', async () => {
  const { socket, wire } = open();
  wire.goUp();
  socket.setReconnectSpread(10_000);
  wire.goDown();
  await vi.advanceTimersByTimeAsync(4_900);
  expect(wire.connects).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(wire.connects).toBe(2);
});

test('[CL1] a client that was too slow comes back within the spread', async () => {
  const { socket, wire } = open();
  wire.goUp();
  wire.say(broadcasts.sessionClosed.name, { reason: 'too_slow' });
  wire.goDown();
  expect(socket.connection.get()).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(500);
  expect(wire.connects).toBe(2);
});

test('[CN] a session that the server ended is not tried again; a draining server is', async () => {
  const { socket, wire } = open();
  wire.goUp();
  wire.say(broadcasts.sessionClosed.name, { reason: 'server_draining' });
  wire.goDown();
  expect(socket.connection.get()).toBe('reconnecting');
  wire.goUp();
  wire.say(broadcasts.sessionClosed.name, { reason: 'removed' });
  wire.goDown();
  expect(await socket.closed).toBe('removed');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(wire.connects).toBe(1); // Only the first: the second came up before its turn.
});
