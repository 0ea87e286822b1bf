// `npm run law`: who may import whom, over every workspace. A checker that sees nothing also reports nothing, so each
// rule is first shown a planted violation, and a run over zero files fails.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { cruise } from 'dependency-cruiser';
import { cloneDir } from '../ground/places.mjs';
import { plantedViolations } from './planted-violations.mjs';

const config = createRequire(import.meta.url)(join(cloneDir, '.dependency-cruiser.cjs'));

async function findViolations(baseDir, folders) {
  const options = { ...config.options, baseDir, ruleSet: { forbidden: config.forbidden }, validate: true };
  const { output } = await cruise(folders, options, config.options.enhancedResolveOptions);
  return output.summary;
}

/** The rules that did not find what was planted for them. */
async function findBlindRules() {
  const dir = mkdtempSync(join(tmpdir(), 'shoal-law-'));
  try {
    symlinkSync(join(cloneDir, 'node_modules'), join(dir, 'node_modules'));
    const folders = new Set();
    for (const { from, to } of plantedViolations) {
      folders.add(from.split('/')[0]);
      if (!isPackage(to)) plant(dir, to, 'export type Planted = string;\n');
      plant(dir, from, `import type { Planted } from '${toSpecifier(from, to)}';\n\nexport type Found = Planted;\n`);
    }
    const { violations } = await findViolations(dir, [...folders]);
    const isFound = (planted) =>
      violations.some(({ rule, from, to }) => rule.name === planted.rule && from === planted.from && to === planted.to);
    const missed = plantedViolations.filter((planted) => !isFound(planted)).map(({ rule }) => rule);
    const untried = config.forbidden
      .map(({ name }) => name)
      .filter((name) => !plantedViolations.some(({ rule }) => rule === name));
    return [...missed, ...untried];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function plant(dir, path, text) {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  if (!existsSync(join(dir, path))) writeFileSync(join(dir, path), text);
}

function isPackage(path) {
  return path.startsWith('@');
}

function toSpecifier(from, to) {
  if (isPackage(to)) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

const blind = await findBlindRules();
for (const rule of blind) process.stderr.write(`rule ${rule} did not find its planted violation\n`);
const folders = ['contract', 'server', 'media', 'web', 'loadtest', 'e2e'].filter((folder) =>
  existsSync(join(cloneDir, folder)),
);
const { violations, totalCruised } = await findViolations(cloneDir, folders);
for (const { rule, from, to } of violations) process.stderr.write(`${rule.name}: ${from} → ${to}\n`);
if (totalCruised === 0) process.stderr.write('no module was cruised\n');
process.stdout.write(`${totalCruised} modules, ${violations.length} forbidden imports\n`);
process.exit(blind.length + violations.length > 0 || totalCruised === 0 ? 1 : 0);
