import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallFailure } from '../api/call-failure.ts';
import { anIceAnswer, aWatchAnswer, fakeWatchDevice } from '../testing/fake-watch.ts';
import { WatchSession } from './watch-session.ts';
import type { Watchable } from './watch-view.ts';

const stage = (over: Partial<Watchable['stage']> = {}): Watchable => ({
  stage: {
    status: 'streaming',
    generation: 1,
    hasVideo: true,
    hasAudio: true,
    hasHls: true,
    isFromEncoder: false,
    ...over,
  },
  hlsPath: '/hls/x/live.m3u8',
  isNear: false,
});

const open = (answerWatch: (asked: number) => ReturnType<typeof aWatchAnswer> | CallFailure) => {
  const { device, transports } = fakeWatchDevice();
  const sent: string[] = [];
  const session = WatchSession.open({
    showId: 'show',
    findCapabilities: async () => ({ codecs: [] }),
    loadDevice: async () => device,
    newStream: (tracks) => ({ id: tracks.map((track) => track.id).join() }) as MediaStream, // Only passed on.
    random: () => 0.5,
    findPicture: () => 'auto',
    mark: () => {},
    // One fake answers every command; what it answers is checked by the contract's types where it is made.
    send: (async ({ name }: { name: string }) => {
      sent.push(name);
      if (name === 'media:restartIce') return anIceAnswer;
      if (name === 'media:prepare') return aWatchAnswer('t1', 0);
      if (name !== 'media:watch') return {};
      const answer = answerWatch(sent.filter((other) => other === 'media:watch').length);
      if (answer instanceof CallFailure) throw answer;
      return answer;
    }) as never,
  });
  return { session, sent, transports, view: () => session.view.get() };
};
const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[SG] one call opens transport and consumers, and the stream is there before the handshake ends', async () => {
  const { session, sent, transports, view } = open(() => aWatchAnswer('t1', 1));
  session.follow(stage());
  await tick();
  expect(sent).toEqual(['media:watch', 'media:connectTransport']);
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connecting' });
  transports[0]?.events.onState('connected');
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connected', problem: null });
});

test('[SG] no ICE within 4 s plays HLS while it keeps trying, and comes back when connected', async () => {
  const { session, transports, view } = open((asked) => aWatchAnswer(`t${asked}`, 1));
  session.follow(stage());
  await tick(3_900);
  expect(view().source).toBe('webrtc');
  await tick(200);
  expect(view()).toMatchObject({ source: 'hls', hlsPath: '/hls/x/live.m3u8', problem: 'no_route' });
  await tick(2_000);
  expect(transports.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  expect(view().source).toBe('hls');
  transports[1]?.events.onState('connected');
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connected' });
});

test('[SG] without HLS yet, it is taken as soon as the stage has it', async () => {
  const { session, view } = open(() => aWatchAnswer('t1', 1));
  session.follow(stage({ hasHls: false }));
  await tick(4_100);
  expect(view().source).toBe('webrtc');
  session.follow(stage());
  expect(view().source).toBe('hls');
});

test('[SG] a lost connection restarts ICE at once and watches anew after 3 s', async () => {
  const { session, sent, transports } = open((asked) => aWatchAnswer(`t${asked}`, 1));
  session.follow(stage());
  await tick();
  transports[0]?.events.onState('connected');
  transports[0]?.events.onState('disconnected');
  await tick(10);
  expect(transports[0]?.iceRestarts).toBe(1);
  await tick(3_000);
  expect(sent.slice(2)).toEqual(['media:restartIce', 'media:stop', 'media:watch', 'media:connectTransport']);
  expect(transports).toHaveLength(2);
});

test('[SG] told that its way is gone, it keeps it until the other one is there', async () => {
  const { session, sent, transports, view } = open((asked) => aWatchAnswer(`t${asked}`, 1));
  session.watchAgain(); // Nothing to watch yet.
  session.follow(stage());
  await tick();
  transports[0]?.events.onState('connected');
  session.watchAgain();
  expect(transports[0]?.isClosed).toBe(false);
  await tick();
  expect(sent.slice(2)).toEqual(['media:watch', 'media:connectTransport']);
  expect(transports.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  transports[1]?.events.onState('connected');
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connected' });
});

test('[SG] back after a long time without a network, it does not wait out its back-off', async () => {
  let isOffline = false;
  const { session, sent, transports, view } = open((asked) =>
    isOffline ? CallFailure.offline('no network') : aWatchAnswer(`t${asked}`, 1),
  );
  session.follow(stage());
  await tick();
  transports[0]?.events.onState('connected');
  isOffline = true;
  transports[0]?.events.onState('disconnected');
  await tick(60_000);
  isOffline = false;
  const before = sent.length;
  session.checkNow();
  await tick();
  expect(sent.slice(before)).toEqual(['media:stop', 'media:watch', 'media:connectTransport']);
  session.checkNow(); // This try is on its way.
  await tick();
  expect(sent).toHaveLength(before + 3);
  transports.at(-1)?.events.onState('connected');
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connected', problem: null });
});

test('[SG] after a sleep it asks at once whether its way is still there', async () => {
  const { session, sent, transports } = open((asked) => aWatchAnswer(`t${asked}`, 1));
  session.follow(stage());
  await tick();
  transports[0]?.events.onState('connected');
  session.checkNow();
  await tick();
  expect(transports[0]?.iceRestarts).toBe(0);
  session.checkNow({ hasSlept: true });
  await tick();
  expect(transports[0]?.iceRestarts).toBe(1);
  expect(sent.at(-1)).toBe('media:restartIce');
});

test('[SG] an ICE restart that helps leaves everything as it is', async () => {
  const { session, transports, view } = open((asked) => aWatchAnswer(`t${asked}`, 1));
  session.follow(stage());
  await tick();
  transports[0]?.events.onState('connected');
  transports[0]?.events.onState('disconnected');
  await tick(1_000);
  transports[0]?.events.onState('connected');
  await tick(30_000);
  expect(transports).toHaveLength(1);
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connected' });
});

test('[SG] a new generation is watched again, on the same transport when the server keeps it', async () => {
  const { session, transports, view } = open((asked) => aWatchAnswer('t1', asked));
  session.follow(stage());
  await tick();
  transports[0]?.events.onState('connected');
  session.follow(stage({ generation: 2 }));
  await tick();
  expect(transports).toHaveLength(1);
  expect(view()).toMatchObject({ step: 'connected', stream: { id: 't1-v2' } });
});

test('[SG] a full node sends the viewer to HLS and is asked again later', async () => {
  const full = new CallFailure('media.full', 'full', 'after_delay');
  const { session, view, transports } = open((asked) => (asked === 1 ? full : aWatchAnswer('t2', 1)));
  session.follow(stage());
  await tick();
  expect(view()).toMatchObject({ source: 'hls', problem: 'media.full' });
  await tick(1_100);
  transports[0]?.events.onState('connected');
  expect(view().source).toBe('webrtc');
});

test('[SG] a browser that can take the sound alone directly plays HLS as soon as there is some', async () => {
  const { session, transports, view } = open(() => {
    const { consumers, ...answer } = aWatchAnswer('t1', 1);
    return { ...answer, consumers: consumers.map((consumer) => ({ ...consumer, kind: 'audio' as const })) };
  });
  session.follow(stage({ hasHls: false }));
  await tick();
  transports[0]?.events.onState('connected');
  expect(view()).toMatchObject({ source: 'webrtc', problem: 'media.incompatible' });
  session.follow(stage());
  expect(view()).toMatchObject({ source: 'hls', problem: 'media.incompatible' });
  session.follow(stage({ hasVideo: false }));
  expect(view().source).toBe('webrtc');
});

test('[SG] an idle stage shows nothing and asks nothing', async () => {
  const { session, sent, view } = open(() => aWatchAnswer('t1', 1));
  session.follow(stage({ status: 'idle' }));
  await tick(10_000);
  expect(sent).toEqual([]);
  expect(view()).toMatchObject({ source: 'none', step: 'idle' });
});

test('[SG7] who waits for a near show is connected beforehand, and the picture costs one call', async () => {
  const { session, sent, transports, view } = open(() => aWatchAnswer('t1', 1));
  const idle = { ...stage({ status: 'idle' }), isNear: true };
  session.follow(idle);
  session.follow(idle);
  await tick();
  expect(sent).toEqual(['media:prepare', 'media:connectTransport']);
  transports[0]?.events.onState('connected');
  expect(view()).toMatchObject({ source: 'none', step: 'idle', stream: null });

  session.follow(stage());
  await tick();
  expect(sent.slice(2)).toEqual(['media:watch']);
  expect(transports).toHaveLength(1);
  expect(view()).toMatchObject({ source: 'webrtc', step: 'connected' });

  session.follow(idle);
  expect(view()).toMatchObject({ source: 'none', step: 'idle' });
  session.follow(stage({ generation: 2 }));
  await tick();
  expect(sent.slice(3)).toEqual(['media:watch']);
  expect(transports[0]?.isClosed).toBe(false);
});

test('[SG7] a lobby connection that is lost is made again, without haste', async () => {
  const { session, sent, transports } = open(() => aWatchAnswer('t1', 1));
  session.follow({ ...stage({ status: 'idle' }), isNear: true });
  await tick();
  transports[0]?.events.onState('connected');
  transports[0]?.events.onState('failed');
  expect(transports[0]?.isClosed).toBe(true);
  await tick(31_000);
  expect(sent.filter((name) => name === 'media:prepare')).toHaveLength(2);
});
