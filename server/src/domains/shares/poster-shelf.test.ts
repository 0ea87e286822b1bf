import { expect, test } from 'vitest';
import { keepRecent } from './keep-recent.ts';
import { openPosterShelf } from './poster-shelf.ts';

test('openPosterShelf() paints a poster once for all who ask at once, and not again while it is kept', async () => {
  const from: string[] = [];
  const shelf = openPosterShelf(100, (one) => from.push(one));
  const painted = Promise.withResolvers<Uint8Array>();
  let paints = 0;
  const paint = () => {
    paints += 1;
    return painted.promise;
  };
  const asked = [shelf.take('a', paint), shelf.take('a', paint)];
  painted.resolve(new Uint8Array(60));
  await Promise.all(asked);
  await shelf.take('a', paint);

  expect(paints).toBe(1);
  expect(from).toEqual(['joined', 'kept']);
});

test('openPosterShelf() tries again after a failure', async () => {
  const shelf = openPosterShelf(100, () => {});
  await expect(shelf.take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await shelf.take('a', async () => new Uint8Array(1))).toHaveLength(1);
});

test('keepRecent() lets go of what was not used for longest once the sizes are too much', () => {
  const kept = keepRecent<string>(5, (value) => value.length);
  kept.set('a', 'aa');
  kept.set('b', 'bb');
  kept.get('a');
  kept.set('c', 'cc');
  kept.set('d', 'too large');

  expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual(['aa', undefined, 'cc', undefined]);
});
