import type { shows } from '@shoal/contract';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Capture } from '../../live/capture.ts';
import { createSignal } from '../../live/signal.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { DeviceChecks } from './device-checks.tsx';

afterEach(cleanup);

const byEncoder: shows.StageState = {
  status: 'streaming',
  generation: 1,
  hasVideo: true,
  hasAudio: true,
  hasHls: false,
  isFromEncoder: true,
};

/** A host with a camera in her studio. */
function openChecks(first: shows.StageState | null) {
  const probe = vi.fn(() => Promise.resolve(12));
  const presence = createSignal({ status: 'joined', stage: first });
  const state = createSignal({ videoTrack: {}, audioTrack: null, picture: 'camera' });
  const live = { session: { presence }, probe } as unknown as StudioLive; // Nothing else of either is read.
  const capture = { state } as unknown as Capture;
  renderApp(<DeviceChecks live={live} capture={capture} isHeard />, 'en');
  const change = (stage: shows.StageState | null) => act(() => presence.set({ status: 'joined', stage }));
  return { change, probe };
}

test('DeviceChecks leaves the stage to an encoder that sends, and tries the way when it has gone', async () => {
  const { change, probe } = openChecks(byEncoder);
  expect(await screen.findByText('An encoder is connected')).toBeTruthy();
  expect(probe).not.toHaveBeenCalled();

  change(null);
  expect(await screen.findByText('The media server answers in 12 ms')).toBeTruthy();
  expect(probe).toHaveBeenCalledTimes(1);
});
