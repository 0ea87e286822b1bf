import { expect, test } from 'vitest';
import { readOnce } from './read-once.ts';

test('readOnce() reads a text once, also when many others came between, and stays small', () => {
  let reads = 0;
  const read = readOnce((text) => {
    reads += 1;
    return { text };
  });

  for (let at = 0; at < 10; at += 1) for (const text of ['a', 'b']) expect(read(text)).toEqual({ text });
  expect(reads).toBe(2);
  for (let at = 0; at < 100; at += 1) read(`${at}`);
  expect(read('a')).toEqual({ text: 'a' });
});
