import { shows } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseNextState, isJoinable, requireNextState, type ShowAct } from './show-state.ts';

const acts: readonly ShowAct[] = ['schedule', 'postpone', 'cancel', 'goLive', 'end', 'archive'];
const anyActs = fc.array(fc.constantFrom(...acts), { maxLength: 30 });
const states = shows.ShowState.options;

/** How far a show has come; no act leads back, except that a date may be given up. */
const progress: Record<shows.ShowState, number> = {
  draft: 0,
  scheduled: 1,
  postponed: 1,
  live: 2,
  ended: 3,
  cancelled: 3,
  archived: 4,
};

test('chooseNextState() never leads back, whatever is tried in whatever order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), anyActs, (start, tried) => {
      let state: shows.ShowState = start;
      for (const act of tried) {
        const next = chooseNextState(state, act) ?? state;
        expect(progress[next]).toBeGreaterThanOrEqual(progress[state]);
        state = next;
      }
    }),
  );
});

test('chooseNextState() goes live only from scheduled and ends only what is live', () => {
  expect(states.filter((state) => chooseNextState(state, 'goLive'))).toEqual(['scheduled']);
  expect(states.filter((state) => chooseNextState(state, 'end'))).toEqual(['live']);
});

test('chooseNextState() calls off nothing that was live', () => {
  expect(states.filter((state) => chooseNextState(state, 'cancel')).toSorted()).toEqual(
    ['cancelled', 'draft', 'postponed', 'scheduled'].toSorted(),
  );
});

test('requireNextState() says shows.not_live of an end too early or too late, shows.wrong_state of the rest', () => {
  expect(() => requireNextState('ended', 'end')).toThrow(expect.objectContaining({ code: 'shows.not_live' }));
  expect(() => requireNextState('draft', 'goLive')).toThrow(expect.objectContaining({ code: 'shows.wrong_state' }));
});

test('isJoinable() keeps guests out of drafts and everybody out of what is over for good', () => {
  expect(states.filter((state) => isJoinable(state, 'enter'))).toEqual(['scheduled', 'postponed', 'live', 'ended']);
  expect(states.filter((state) => isJoinable(state, 'command'))).toEqual([
    'draft',
    'scheduled',
    'postponed',
    'live',
    'ended',
  ]);
});
