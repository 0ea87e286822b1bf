import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, toCsv, toDecimal } from './csv.ts';

test('no cell is run as a formula, negative money survives, and all comes back as it was', () => {
  const cells = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\tx',
    '-12.30',
    '0.05',
    'a,b',
    'a"b',
    'a\nb',
    "'quoted",
    '王小明',
  ];
  const csv = toCsv(
    ['cell'],
    cells.map((cell) => [cell]),
  );

  expect(csv.startsWith('\ufeffcell\r\n')).toBe(true);
  expect(csv).toContain('\r\n-12.30\r\n');
  for (const run of ['=1+1', '+1+1', '-1+1', '@SUM(A1)']) expect(csv).toContain(`\r\n'${run}\r\n`);
  expect(readCsv(csv).slice(1)).toEqual(cells.map((cell) => [cell]));
});

test('what is written is read back, whatever stands in it', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/^'[=+\-@\t\r]/.test(text));
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, (rows) => {
      const full = rows.map(([, ...rest]) => ['x', ...rest]);
      expect(readCsv(toCsv(['a', 'b', 'c'], full))).toEqual([['a', 'b', 'c'], ...full]);
    }),
  );
});

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [-1_920, '-19.20'],
  [12_800, '128.00'],
])('%i minor units are %s', (amountMinor, text) => {
  expect(toDecimal(amountMinor)).toBe(text);
});
