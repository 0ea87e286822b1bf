import type { league } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { emptyLog, type ShowLog } from '../../live/show-log.ts';
import type { Presence } from '../../live/show-session.ts';
import { createSignal } from '../../live/signal.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { GoalBar } from './goal-bar.tsx';
import { RoomGoal } from './room-goal.tsx';
import type { LeagueLive } from './use-school-goal.ts';

afterEach(cleanup);

const goal = (over: Partial<league.SchoolGoal> = {}): league.SchoolGoal => ({
  target: 200,
  cameBack: 50,
  sentOut: 12,
  weighed: 5_048,
  isReached: false,
  ...over,
});
const place: league.OwnPlace = {
  tenure: 'fry',
  reach: 'river',
  fish: 4_713,
  showsName: false,
  size: 6_200,
  ranked: 5_000,
  rank: 4_713,
  score: 1_204,
  points: 12,
  gapToNext: 96,
};
const league_: league.LeagueTop = {
  tenure: 'fry',
  reach: 'river',
  size: 6_200,
  ranked: 5_000,
  top: [
    { rank: 1, fish: 2_001, name: '王姐', score: 9_000 },
    { rank: 2, fish: 3_002, name: null, score: 8_000 },
  ],
};

function givenLive(answers: Record<string, unknown>) {
  const listeners = new Set<readonly [string, (said: unknown) => void]>();
  const send = vi.fn(async ({ name }: { name: string }) => {
    if (!(name in answers)) throw new Error(`no answer to ${name}`);
    return answers[name];
  });
  const log: ShowLog = { ...emptyLog, story: { ...emptyLog.story, goal: { target: 200, isReached: false } } };
  const live = {
    showId: 'a show',
    socket: {
      send,
      on: ({ name }: { name: string }, listener: (said: unknown) => void) => {
        const one = [name, listener] as const;
        listeners.add(one);
        return () => listeners.delete(one);
      },
    },
    show: { log: createSignal(log), presence: createSignal({ joins: 1 } as Presence) },
  } as unknown as LeagueLive; // Only what the feature asks of it.
  const tell = (name: string, said: unknown) => {
    for (const [of, listener] of listeners) if (of === name) listener(said);
  };
  return { live, send, tell };
}

test('GoalBar says how far the school is, and celebrates only what she saw happen', () => {
  const { rerender } = renderApp(<GoalBar goal={goal()} />);
  expect(screen.getByText('50 / 200')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('');
  rerender(<GoalBar goal={goal({ cameBack: 200, isReached: true })} />);
  expect(screen.getByRole('status').textContent).toBe('目标达成');
  cleanup();

  renderApp(<GoalBar goal={goal({ cameBack: 200, isReached: true })} />);
  expect(screen.getByRole('status').textContent).toBe('');
});

test('RoomGoal opens the board from the bar, with her own place however far down', async () => {
  const { live, send } = givenLive({
    'goal:get': { goal: goal() },
    'league:getPlace': { place },
    'league:open': { place, league: league_ },
    'league:showName': {},
    'league:close': {},
  });
  renderApp(<RoomGoal live={live} hasPlace />, 'en');
  await screen.findByText('50 / 200');
  await screen.findByText('#4,713');

  fireEvent.click(screen.getByRole('button', { name: /School goal: 200 forwards.*Your place: #4,713/ }));

  expect(await screen.findByText('Place 4,713 of 5,000 on the board')).toBeTruthy();
  expect(screen.getByText('0.96 pts to the next place')).toBeTruthy();
  const rows = screen.getByRole('list', { name: 'River fry' });
  expect(rows.textContent).toContain('王姐');
  expect(rows.textContent).toContain('River fry 3002');
  fireEvent.click(screen.getByRole('switch', { name: 'Show my name on the board' }));
  await waitFor(() =>
    expect(send).toHaveBeenCalledWith({ name: 'league:showName' }, { showId: 'a show', showsName: true }),
  );
});

test('RoomGoal asks for her place anew once what she was credited with moved the goal', async () => {
  const answers = { 'goal:get': { goal: goal() }, 'league:getPlace': { place } };
  const { live, tell } = givenLive(answers);
  renderApp(<RoomGoal live={live} hasPlace />);
  await screen.findByText('第 4,713 名');
  answers['league:getPlace'] = { place: { ...place, rank: 12 } };

  tell('task:credited', { showId: 'a show' });
  tell('goal:changed', { showId: 'a show', goal: goal({ cameBack: 51 }) });

  expect(await screen.findByText('第 12 名')).toBeTruthy();
});

test('RoomGoal is a bar without a board for the crew', async () => {
  const { live } = givenLive({ 'goal:get': { goal: goal() } });
  renderApp(<RoomGoal live={live} hasPlace={false} />);
  await screen.findByText('50 / 200');
  expect(screen.queryByRole('button')).toBeNull();
});

test('the board says what went wrong and offers to try again', async () => {
  const { live } = givenLive({ 'goal:get': { goal: null } });
  renderApp(<RoomGoal live={live} hasPlace />);
  fireEvent.click(screen.getByRole('button', { name: /全场目标/ }));
  expect(await screen.findByRole('alert')).toBeTruthy();
});
