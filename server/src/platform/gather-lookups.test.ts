import { expect, test } from 'vitest';
import { gatherLookups } from './gather-lookups.ts';

function open(fail = false) {
  const asked: string[][] = [];
  const find = gatherLookups<string, number>(
    (key) => key,
    async (keys) => {
      asked.push([...keys]);
      if (fail) throw new Error('the database is away');
      return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.length]));
    },
  );
  return { asked, find };
}

test('gatherLookups() answers each of many at once from one look-up, and nothing for what is not there', async () => {
  const { asked, find } = open();
  const keys = Array.from({ length: 300 }, (_, at) => 'x'.repeat(at % 200));

  expect(await Promise.all([...keys, 'nobody'].map(find))).toEqual([...keys.map(({ length }) => length), undefined]);
  expect(asked).toEqual([[...new Set(keys), 'nobody']]);
});

test('gatherLookups() reads anew for who asks after a look-up began', async () => {
  const { asked, find } = open();
  await find('a');
  await find('a');
  expect(asked).toEqual([['a'], ['a']]);
});

test('gatherLookups() reads at 1,000 keys without waiting on', async () => {
  const { asked, find } = open();
  await Promise.all(Array.from({ length: 2_500 }, (_, at) => find(`${at}`)));
  expect(asked.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
});

test('gatherLookups() tells everybody of a failed look-up', async () => {
  const { find } = open(true);
  const outcomes = await Promise.allSettled(['a', 'b'].map(find));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
