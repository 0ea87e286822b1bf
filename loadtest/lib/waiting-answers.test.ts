import { expect, test } from 'vitest';
import type { Answer } from './read-wire.ts';
import { createWaitingAnswers } from './waiting-answers.ts';

test('sweep() gives up what waited too long and nothing else; an answer that comes later finds nobody', () => {
  const waiting = createWaitingAnswers();
  const heard: (string | undefined)[] = [];
  const take = (name: string) => (answer: Answer | undefined) => heard.push(answer ? name : `${name} lost`);
  const first = waiting.add(take('first'), 0);
  const second = waiting.add(take('second'), 3_000);

  waiting.sweep(5_000, 5_000);

  expect(waiting.settle(first, 5_001)).toBeUndefined();
  const found = waiting.settle(second, 5_500);
  found?.take({ ok: true, data: {} });
  expect(found?.tookMs).toBe(2_500);
  expect(heard).toEqual(['first lost', 'second']);
});

test('clear() tells everybody that the answer is lost', () => {
  const waiting = createWaitingAnswers();
  const heard: unknown[] = [];
  waiting.add((answer) => heard.push(answer), 0);
  waiting.clear();
  waiting.clear();
  expect(heard).toEqual([undefined]);
});
