import { expect, test } from 'vitest';
import { waitFor } from '../testing/wait-for.ts';
import { reportOutbox } from './report-outbox.ts';

test('reportOutbox() delivers in order, each again until it is acknowledged', async () => {
  const outbox = reportOutbox(1);
  const taken: string[] = [];
  let refusals = 2;
  outbox.add('first', {});
  outbox.add('second', {});
  outbox.open(async (name) => {
    if (name === 'first' && refusals-- > 0) throw new Error('no answer');
    taken.push(name);
  });
  outbox.add('third', {});
  await waitFor('all reports', 1_000, () => taken.length === 3);
  expect(taken).toEqual(['first', 'second', 'third']);
});

test('reportOutbox() keeps what an absent server misses', async () => {
  const outbox = reportOutbox(1);
  const taken: string[] = [];
  outbox.open(async (name) => void taken.push(name));
  outbox.pause();
  outbox.add('missed', {});
  expect(outbox.size()).toBe(1);
  outbox.open(async (name) => void taken.push(name));
  await waitFor('the report', 1_000, () => taken.length === 1);
  await waitFor('an empty outbox', 1_000, () => outbox.size() === 0);
});
