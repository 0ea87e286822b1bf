import { expect, test, vi } from 'vitest';
import { type HlsMode, HlsPlayback } from './hls-playback.ts';

const { said } = vi.hoisted(() => ({ said: [] as string[] }));
vi.mock('hls.js/light', () => ({
  default: class {
    static Events = { ERROR: 'error', BUFFER_EOS: 'eos' };
    static isSupported = () => true;
    on() {}
    attachMedia() {}
    loadSource() {}
    destroy() {}
    trigger = (event: string) => said.push(event);
  },
}));

type Standing = { at: number; of: number; buffered: [number, number][] };

/** A recording that stands still there. @returns what hls.js was told */
async function standStill({ at, buffered, of }: Standing, mode: HlsMode = 'replay'): Promise<string[]> {
  said.length = 0;
  const video = document.createElement('video');
  const ranges = { length: buffered.length, end: (index: number) => buffered[index]?.[1] };
  for (const [name, value] of Object.entries({ currentTime: at, duration: of, buffered: ranges }))
    Object.defineProperty(video, name, { value });
  const playback = HlsPlayback.open(video, { mode, path: '/list.m3u8' });
  await vi.dynamicImportSettled();
  video.dispatchEvent(new Event('waiting'));
  const told = [...said];
  playback.close();
  return told;
}

const beforeHole: [number, number] = [0, 22.195];

test('a recording with a short hole in it ends where its last picture ends', async () => {
  expect(await standStill({ at: 24.246, of: 24.322, buffered: [beforeHole, [22.241, 24.308]] })).toEqual(['eos']);
});

test('a recording that waits for what is still to come does not end', async () => {
  expect(await standStill({ at: 22.195, of: 24.322, buffered: [beforeHole, [22.241, 24.308]] })).toEqual([]);
  expect(await standStill({ at: 24.1, of: 24.322, buffered: [beforeHole] })).toEqual([]);
});

test('a show that goes on does not end where its newest segment does', async () => {
  const atItsEnd = { at: 24.246, of: 24.322, buffered: [beforeHole, [22.241, 24.308]] satisfies [number, number][] };
  expect(await standStill(atItsEnd, 'back')).toEqual([]);
});
