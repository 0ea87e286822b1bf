import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const src = dirname(import.meta.dirname);
const read = (pattern: string) =>
  globSync(pattern, { cwd: src }).map((file) => [join(src, file), readText(file)] as const);
const readText = (file: string) => readFileSync(join(src, file), 'utf8');

test('a component names only classes that its stylesheet has, and a stylesheet has none that nobody names', () => {
  const named = new Map<string, Set<string>>();
  for (const [file, text] of read('**/*.{ts,tsx}')) {
    for (const [, name, path = ''] of text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
      const sheet = join(dirname(file), path);
      const classes = [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, own = '']) => own);
      named.set(sheet, new Set([...(named.get(sheet) ?? []), ...classes]));
    }
  }
  const sheets = read('**/*.module.css').map(([file, text]) => [file, listClasses(text)] as const);
  expect(sheets.length).toBeGreaterThan(20);
  for (const [file, classes] of sheets) {
    expect({ file, classes: [...(named.get(file) ?? [])].toSorted() }).toEqual({ file, classes });
  }
});

function listClasses(css: string): string[] {
  const selectors = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\{[^{}]*\}/g, '{}');
  return [...new Set([...selectors.matchAll(/\.([a-zA-Z_]\w*)/g)].map(([, name = '']) => name))].toSorted();
}
