import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Picture } from '../../live/picture-choice.ts';
import { createSignal } from '../../live/signal.ts';
import { useLookBack } from './use-look-back.ts';

const path = '/hls/grant/show/live.m3u8';
function open(livePath: string | null, first: Picture = 'small') {
  const chosen = createSignal<Picture>(first);
  const picture = { chosen, choose: (next: Picture) => chosen.set(next) };
  const hook = renderHook(({ at }) => useLookBack(at, picture), { initialProps: { at: livePath } });
  return { ...hook, chosen };
}

test('from the start and back: the direct picture rests meanwhile, and is again as she chose it', () => {
  const { chosen, result } = open(path);
  act(() => result.current.toStart?.());
  expect([result.current.path, chosen.get()]).toEqual(['/hls/grant/show/dvr.m3u8', 'none']);
  act(() => result.current.toLive());
  expect([result.current.path, chosen.get()]).toEqual([null, 'small']);
});

test('who looks back keeps her place when a rejoin brings another path, or none', () => {
  const { rerender, result } = open(path);
  act(() => result.current.toStart?.());
  for (const at of ['/hls/other/show/live.m3u8', null]) {
    rerender({ at });
    expect(result.current.path).toBe('/hls/grant/show/dvr.m3u8');
  }
});

test('without a recording there is no way to the start; leaving the stage gives the picture back', () => {
  expect(open(null).result.current.toStart).toBeNull();
  const { chosen, result, unmount } = open(path, 'auto');
  act(() => result.current.toStart?.());
  unmount();
  expect(chosen.get()).toBe('auto');
});
