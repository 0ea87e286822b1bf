// Bundles the scenarios for k6: node loadtest/build.mjs <folder>. Each becomes one file that imports k6 alone.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const hereDir = dirname(fileURLToPath(import.meta.url));
const scenariosDir = join(hereDir, 'scenarios');
const wireFile = join(hereDir, 'lib/wire.ts');

/** Evaluates `wire.ts` here and now, so that the contract's values are in the bundle and its schemas are not. */
const readWireNow = {
  name: 'read-wire-now',
  async load(id) {
    if (id !== wireFile) return undefined;
    const values = await import(pathToFileURL(wireFile).href);
    return Object.entries(values)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join('\n');
  },
};

/** @returns the folder, holding `<scenario>.js` for each scenario */
export async function buildScenarios(outDir) {
  const input = Object.fromEntries(
    readdirSync(scenariosDir).map((file) => [file.replace(/\.ts$/, ''), join(scenariosDir, file)]),
  );
  for (const [name, file] of Object.entries(input)) {
    await build({
      input: file,
      external: /^k6(\/|$)/,
      plugins: [readWireNow],
      logLevel: 'warn',
      output: { file: join(outDir, `${name}.js`), format: 'esm' },
    });
  }
  return outDir;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildScenarios(process.argv[2]);
