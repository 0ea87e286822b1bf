import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { StageNotice } from './stage-notice.tsx';

afterEach(cleanup);

test('StageNotice is no dead end: back to the shows, and in the other language', () => {
  renderApp(<StageNotice icon="show" title="The show has ended" text="" showTitle="Spring tea" />, 'en');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Spring tea');
  expect(screen.getByRole('link', { name: 'Back to the shows' }).getAttribute('href')).toBe('/console/shows');
  expect(screen.getByRole('button', { name: '中文' })).toBeTruthy();
});
