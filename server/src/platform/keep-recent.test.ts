import { expect, test } from 'vitest';
import { keepRecent } from './keep-recent.ts';

test('keepRecent() lets go of what was not used for longest once the sizes are too much', () => {
  const kept = keepRecent<string>(5, (value) => value.length);
  kept.set('a', 'aa');
  kept.set('b', 'bb');
  kept.get('a');
  kept.set('c', 'cc');
  kept.set('d', 'too large');

  expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual(['aa', undefined, 'cc', undefined]);
});
