// `npm run bench -w media -- [name…] [--viewers N] [--pairs N] [--window-ms N] [--out DIR]`: what a media node costs.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { join as joinPath } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { floor } from './benches/floor.ts';
import { forward } from './benches/forward.ts';
import { glass } from './benches/glass.ts';
import { join } from './benches/join.ts';
import { packaging } from './benches/packaging.ts';
import { piped } from './benches/piped.ts';
import { viewersPerCore } from './benches/viewers-per-core.ts';
import { requireSwarm } from './load/require-swarm.ts';

/** Longer windows find no lower floor. */
const FLOOR_WINDOW_MS = 200;

/** V8 compiles what it sees often for the first two minutes; a show is longer than that. */
const PACKAGING_WARM_UP_MS = 120_000;

type Options = { pairs: number; warmUpMs: number; windowMs: number };
const withSwarm = (options: Options) => ({ ...options, swarmPath: requireSwarm(), viewers: viewers ?? 150 });
const benches = {
  floor: (options: Options) => floor({ ...withSwarm(options), windowMs: Math.min(options.windowMs, FLOOR_WINDOW_MS) }),
  forward: (options: Options) => forward(withSwarm(options)),
  glass: ({ pairs }: Options) => glass({ pairs, readings: 40 }),
  join: ({ pairs }: Options) => join({ pairs, rttsMs: [0, 50, 100] }),
  packaging: (options: Options) => packaging({ ...options, warmUpMs: PACKAGING_WARM_UP_MS }),
  piped: (options: Options) => piped(withSwarm(options)),
  'viewers-per-core': (options: Options) =>
    viewersPerCore({ ...options, swarmPath: requireSwarm(), mostViewers: viewers ?? 600 }),
};
const isBench = (name: string): name is keyof typeof benches => name in benches;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    viewers: { type: 'string' },
    pairs: { type: 'string' },
    'window-ms': { type: 'string' },
    out: { type: 'string' },
  },
});
const viewers = values.viewers === undefined ? undefined : toCount('viewers', values.viewers);
const options = {
  pairs: toCount('pairs', values.pairs ?? '7'),
  warmUpMs: 5_000,
  windowMs: toCount('window-ms', values['window-ms'] ?? '20000'),
};
const out = values.out ?? 'bench-results';
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  if (!isBench(name)) throw new Error(`there is no bench ${name}: ${Object.keys(benches).join(', ')}`);
  const report = await benches[name](options);
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, kernel: release(), node: process.version };
  await mkdir(out, { recursive: true });
  const kept = { ...report, machine, at: new Date().toISOString() };
  await writeFile(joinPath(out, `${report.name}.json`), `${JSON.stringify(kept, undefined, 2)}\n`);
  process.stdout.write(`\n${report.name}\n`);
  for (const { bar, value, what } of report.lines) {
    const verdict = bar ? `   ${bar.isMet ? 'met' : 'NOT MET'}: ${bar.text}` : '';
    process.stdout.write(`  ${what.padEnd(16)}  ${value}${verdict}\n`);
  }
  for (const why of report.voids) process.stdout.write(`  VOID: ${why}\n`);
}

function toCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} takes a whole number above 0, not ${text}`);
  return count;
}
