import type { shows } from '@shoal/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { demoShow } from '../../testing/demo-data.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { NextShowCard } from './next-show-card.tsx';

afterEach(cleanup);

const serverNow = '2030-05-01T12:00:00.000Z';
const show = { ...demoShow, isReminded: false } as unknown as shows.ShowRow; // What crosses the wire, without the brands of ids.
function open(minutes: number) {
  const startsAt = new Date(Date.parse(serverNow) + minutes * 60_000).toISOString();
  renderApp(<NextShowCard show={show} startsAt={startsAt} serverNow={serverNow} heardAtMs={Date.now()} />);
}

test('NextShowCard counts down and reminds of a show to come', () => {
  open(20);
  expect(screen.getByRole('button', { name: '开播提醒我' })).toBeTruthy();
});

test.each([
  [-3, '马上开播，主播稍晚一点'],
  [-240, '过了开播时间，还没有开播'],
])('NextShowCard says what to expect of a show that is late, %i min, and reminds of it no more', (minutes, told) => {
  open(minutes);
  expect(screen.getByText(told)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '开播提醒我' })).toBeNull();
});
