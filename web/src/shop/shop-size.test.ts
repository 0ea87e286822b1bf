// @vitest-environment node
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const MAX_BYTES = 40 * 1024;
const entry = resolve(import.meta.dirname, 'main.tsx');
/** What the entry brings once the cover stands. */
const islands = resolve(import.meta.dirname, 'islands.tsx');

/** Builds the page's entry alone, as it is for browsers. */
async function buildShop(): Promise<Rolldown.OutputChunk[]> {
  const built = await build({
    configFile: resolve(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'silent',
    mode: 'production',
    build: { write: false, rolldownOptions: { input: { shop: entry } } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput; // Nothing watches.
  return output.filter((part) => part.type === 'chunk');
}

/** A chunk and all that it imports before it runs. */
function withImports(chunks: readonly Rolldown.OutputChunk[], chunk: Rolldown.OutputChunk): Rolldown.OutputChunk[] {
  const shared = chunks.filter(({ fileName }) => chunk.imports.includes(fileName));
  return [chunk, ...shared.flatMap((next) => withImports(chunks, next))];
}

test('the share page runs on at most 40 kB of compressed JavaScript before the player', async () => {
  const chunks = await buildShop();
  const before = chunks.filter(({ facadeModuleId }) => facadeModuleId === entry || facadeModuleId === islands);
  const loaded = new Set(before.flatMap((chunk) => withImports(chunks, chunk)));
  const bytes = [...loaded].reduce((sum, { code }) => sum + gzipSync(code).length, 0);

  expect(before).toHaveLength(2);
  expect([...loaded].some(({ code }) => code.includes('EXT-X-'))).toBe(false); // The player is not among them.
  expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
}, 60_000);
