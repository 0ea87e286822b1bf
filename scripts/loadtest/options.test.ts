import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('readOptions() has a run for every scenario', () => {
  expect(readOptions(['drop-fanout', '--shopkeepers', '10000'])).toMatchObject({
    scenario: 'drop-fanout',
    shopkeepers: 10_000,
    drops: 30,
    rampMs: 25_000,
    sendsReceipts: true,
  });
  expect(readOptions(['lobby-rush']).rampMs).toBe(120_000);
});

test.each([
  [['fly'], 'scenarios'],
  [[], 'scenarios'],
  [['drop-fanout', '--shopkeepers', '20000'], '--shopkeepers takes a number from 1 to 11500'],
  [['drop-fanout', '--url', 'http://127.0.0.1:3000'], 'together'],
  [['drop-fanout', '--url', 'http://shoal.example', '--database-url', 'postgres://127.0.0.1/x'], 'loopback'],
  [['drop-fanout', '--wings'], 'wings'],
])('readOptions() refuses %j and says why', (argv, complaint) => {
  expect(() => readOptions(argv)).toThrow(complaint);
});
