import type { log, shows } from '@shoal/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createServerClock } from '../../live/server-clock.ts';
import { emptyStory, type TellableDate, tellEntry } from '../../live/show-story.ts';
import { demoShow } from '../../testing/demo-data.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { Lobby } from './lobby.tsx';

afterEach(cleanup);

const nowMs = Date.parse('2030-05-01T12:00:00.000Z');
const inMinutes = (minutes: number) => new Date(nowMs + minutes * 60_000).toISOString();
const room = {
  ...demoShow,
  startsAt: inMinutes(90),
  isReminded: false,
  calendarPath: '/calendar/a/b/shoal.ics',
  serverNow: inMinutes(0),
} as unknown as shows.RoomPage; // What crosses the wire, without the brands of ids.
const entry = (kind: log.LogEntryKind, body: object) =>
  ({ seq: 1, at: inMinutes(0), programmeMs: 0, kind, body }) as log.LogEntry;
const told = (...entries: log.LogEntry[]): TellableDate | null =>
  entries.reduce((story, one) => tellEntry(story, one) ?? story, emptyStory).plan;

function open(over: Partial<shows.RoomPage> = {}, plan: TellableDate | null = null, online = 3) {
  renderApp(
    <Lobby
      room={{ ...room, ...over }}
      plan={plan}
      clock={createServerClock(() => nowMs)}
      online={online}
      onBack={vi.fn()}
    />,
  );
}

test('Lobby counts down, says who waits, what comes, and what to have ready', () => {
  open();

  expect(screen.getByRole('timer').textContent).toContain('01');
  for (const words of ['3 人在等', '今天会来什么', '今天的产品', '开播前准备好', '开播提醒我']) {
    expect(screen.getByText(words)).toBeTruthy();
  }
  expect(screen.getByRole('link', { name: '加到日历' }).getAttribute('href')).toBe('/calendar/a/b/shoal.ics');
});

test('Lobby shows nothing that is still to be dropped', () => {
  open();

  const prepared = demoShow.segments.flatMap(({ materials }) => materials.map(({ title }) => title));
  expect(prepared.length).toBeGreaterThan(0);
  for (const title of prepared) expect(screen.queryByText(title)).toBeNull();
});

test('Lobby tells another date with the former one, and a first date without', () => {
  const startsAt = inMinutes(90);
  open({}, told(entry('show.scheduled', { startsAt, formerStartsAt: inMinutes(30) })));
  expect(screen.getByText('开播时间改了')).toBeTruthy();
  expect(screen.getByText(/原定 5月1日周三 20:30/)).toBeTruthy();
  cleanup();

  open({}, told(entry('show.scheduled', { startsAt, formerStartsAt: null })));
  expect(screen.queryByText('开播时间改了')).toBeNull();
});

test('Lobby of a show that is late says so, and offers no reminder any more', () => {
  open({ startsAt: inMinutes(-3) });

  expect(screen.getByText('马上开播，主播稍晚一点')).toBeTruthy();
  expect(screen.queryByText('开播提醒我')).toBeNull();
});

test('Lobby promises nothing soon when half an hour has passed', () => {
  open({ startsAt: inMinutes(-30) });

  expect(screen.getByText('过了开播时间，还没有开播')).toBeTruthy();
  expect(screen.queryByText(/马上开播/)).toBeNull();
});

test('Lobby of a postponed show says which date is off', () => {
  const plan = told(entry('show.postponed', { formerStartsAt: inMinutes(30) }));
  open({ state: 'postponed', startsAt: null }, plan);

  expect(screen.getByText('这场直播延期了')).toBeTruthy();
  expect(screen.getByText(/原定 5月1日周三 20:30/)).toBeTruthy();
});

test('Lobby of a rehearsal says what it is', () => {
  open({ isRehearsal: true });

  expect(screen.getByText('排练')).toBeTruthy();
  expect(screen.getByText('这是一次排练，什么都不计数。')).toBeTruthy();
});
