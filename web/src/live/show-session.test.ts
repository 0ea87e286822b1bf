import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeWire } from '../testing/fake-wire.ts';
import { dropped } from '../testing/log-entries.ts';
import { LiveSocket } from './live-socket.ts';
import { createServerClock } from './server-clock.ts';
import { type Joined, ShowSession } from './show-session.ts';

type Position = { epoch: string; seq: number };

const SHOW = '00000000-0000-4000-8000-000000000001';
const ME = '00000000-0000-4000-8000-000000000002';
const EPOCH = 'e1';

/** A server whose log grows as the test says. */
const open = () => {
  const wire = fakeWire();
  const log = [dropped(1)];
  const tail = (position: Position | null): Joined['log'] => ({
    epoch: EPOCH,
    top: log.length,
    isReset: false,
    entries: log.slice(position?.seq ?? 0),
    hasMore: false,
  });
  const joined = (position: Position | null): Partial<Joined> => ({
    serverNow: '2026-01-01T12:00:00.000Z',
    state: 'live',
    log: tail(position),
    online: 3,
    recentChat: [],
    isMuted: false,
    isModerator: false,
    chat: { slowSeconds: 0, pinned: null },
    hlsPath: '/hls/live.m3u8',
    rtpCapabilities: null,
    reconnectSpreadMs: 0,
  });
  wire.answer = (name, input) => {
    // Both commands that are answered here carry a position.
    const { position } = input as { position: Position | null };
    if (name === 'show:join') return { ok: true, data: joined(position) };
    return name === 'log:resume' ? { ok: true, data: tail(position) } : { ok: true, data: {} };
  };
  const socket = LiveSocket.open({ dial: () => wire, random: () => 0 });
  const clock = createServerClock();
  const session = ShowSession.open({ socket, clock, showId: SHOW, accountId: ME, door: 'room', random: () => 0.5 });
  const seqs = () => session.log.get().story.drops.map((drop) => drop.seq);
  const append = (isHeard: boolean) => {
    const entry = dropped(log.length + 1);
    log.push(entry);
    if (isHeard) wire.say('log:appended', { showId: SHOW, epoch: EPOCH, entry });
  };
  const sent = (name: string) => wire.sent.filter((one) => one.name === name);
  return { wire, session, seqs, append, sent };
};
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[CN] joins after every connect, from where it was, as the same tab', async () => {
  const { append, sent, seqs, session, wire } = open();
  wire.goUp();
  await settle();
  append(true);
  wire.goDown();
  expect(session.presence.get().status).toBe('rejoining');
  append(false);
  append(false);
  await vi.advanceTimersByTimeAsync(500);
  wire.goUp();
  await settle();
  const [first, second] = sent('show:join').map(({ input }) => input as { position: Position; tabId: string });
  expect([first?.position, second?.position]).toEqual([null, { epoch: EPOCH, seq: 2 }]);
  expect(second?.tabId).toBe(first?.tabId);
  expect(seqs()).toEqual([1, 2, 3, 4]);
  expect(session.log.get().story.missed).toMatchObject({ afterSeq: 2, count: 2 });
});

test('[LG] a hole is closed with one resume', async () => {
  const { append, sent, seqs, wire } = open();
  wire.goUp();
  await settle();
  append(false);
  append(true);
  append(true);
  await settle();
  expect(seqs()).toEqual([1, 2, 3, 4]);
  expect(sent('log:resume').map(({ input }) => (input as { position: Position }).position.seq)).toEqual([1]);
});

test('[LG] a heartbeat tells a quiet client that it is behind', async () => {
  const { append, seqs, wire } = open();
  wire.goUp();
  await settle();
  append(false);
  wire.say('log:heartbeat', {
    showId: SHOW,
    epoch: EPOCH,
    top: 2,
    serverNow: '2026-01-01T12:00:05.000Z',
    reconnectSpreadMs: 0,
  });
  await settle();
  expect(seqs()).toEqual([1, 2]);
});

test('[CN8] a line that says nothing any more is given up, and the room entered from where it was', async () => {
  const { append, sent, seqs, session, wire } = open();
  wire.goUp();
  await settle();
  await vi.advanceTimersByTimeAsync(11_000);
  append(true);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(session.presence.get().status).toBe('joined');
  append(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(session.presence.get().status).toBe('rejoining');
  await vi.advanceTimersByTimeAsync(500);
  wire.goUp();
  await settle();
  expect(seqs()).toEqual([1, 2, 3]);
  expect(sent('show:join')).toHaveLength(2);
  session.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(wire.connected).toBe(true);
});

test('[CN] a refusal that waiting cannot change is shown, another is tried again', async () => {
  const { sent, session, wire } = open();
  const answer = wire.answer;
  wire.answer = () => ({ ok: false, error: { code: 'server.unavailable', message: '', retry: 'after_delay' } });
  wire.goUp();
  await settle();
  expect(session.presence.get().status).toBe('joining');
  wire.answer = () => ({ ok: false, error: { code: 'shows.not_found', message: '', retry: 'never' } });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent('show:join')).toHaveLength(2);
  expect(session.presence.get()).toMatchObject({ status: 'refused', refusal: 'shows.not_found' });
  wire.answer = answer;
});
