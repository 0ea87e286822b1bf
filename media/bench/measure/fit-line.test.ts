import { expect, test } from 'vitest';
import { fitLine } from './fit-line.ts';

test('fitLine() finds a line again, and the one between points that lie beside it', () => {
  const exact = fitLine([0, 50, 100].map((x) => ({ x, y: 200 + 4 * x })));
  expect(exact.slope).toBeCloseTo(4);
  expect(exact.intercept).toBeCloseTo(200);

  const beside = fitLine([
    { x: 0, y: 0 },
    { x: 1, y: 3 },
    { x: 2, y: 2 },
  ]);
  expect(beside.slope).toBeCloseTo(1);
  expect(beside.intercept).toBeCloseTo(2 / 3);
});

test('fitLine() throws for points of which no line is known', () => {
  expect(() => fitLine([])).toThrow(/0 points/);
  expect(() =>
    fitLine([
      { x: 5, y: 1 },
      { x: 5, y: 2 },
    ]),
  ).toThrow(/2 points/);
});
