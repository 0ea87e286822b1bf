import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { RecordingGaps } from './recording-gaps.tsx';

afterEach(cleanup);

test('RecordingGaps() says where, how long and why, and jumps there; whole recordings need no word', async () => {
  const onJump = vi.fn();
  renderApp(<RecordingGaps gaps={[]} onJump={onJump} />);
  expect(screen.queryByRole('group')).toBeNull();

  renderApp(<RecordingGaps gaps={[{ atMs: 200_000, lostMs: 5_262, because: 'publisher_gone' }]} onJump={onJump} />);
  expect(screen.getByText('主播断线')).toBeTruthy();
  screen.getByRole('button', { name: /3:20/ }).click();
  expect(onJump).toHaveBeenCalledWith(200_000);
});
