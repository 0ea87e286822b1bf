import type { ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { createEmptyShows } from './empty-shows.ts';

const [quiet, busy] = ['quiet', 'busy'] as ShowId[] as [ShowId, ShowId];

function givenLogs() {
  const logs = new Map([quiet, busy].map((showId) => [showId, { top: 3 }]));
  const choose = createEmptyShows((showId) => logs.get(showId));
  const move = (showId: ShowId) => logs.set(showId, Object.assign(logs.get(showId) ?? { top: 0 }, { top: 4 }));
  return { logs, move, list: () => choose([quiet, busy]).map(({ showId }) => showId), choose };
}

test('a show with nothing in it is left out until its log moves', () => {
  const { choose, list, move } = givenLogs();
  for (const { foundNothing, showId } of choose([quiet, busy])) if (showId === quiet) foundNothing();

  expect(list()).toEqual([busy]);
  move(quiet);
  expect(list()).toEqual([quiet, busy]);
});

test('what was appended while a show was read is looked for again', () => {
  const { choose, list, move } = givenLogs();
  const [look] = choose([quiet]);
  move(quiet);
  look?.foundNothing();

  expect(list()).toEqual([quiet, busy]);
});

test('a log that was opened anew, or is not here, is read', () => {
  const { choose, list, logs } = givenLogs();
  for (const { foundNothing } of choose([quiet, busy])) foundNothing();
  expect(list()).toEqual([]);

  logs.set(quiet, { top: 3 });
  logs.delete(busy);
  for (const { foundNothing } of choose([busy])) foundNothing();

  expect(list()).toEqual([quiet, busy]);
});
