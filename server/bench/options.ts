import { parseArgs } from 'node:util';

/** How large a bench is. */
export type BenchOptions = {
  sockets: number;
  /** Measured rounds; one more comes first and is dropped. */
  pairs: number;
  /** Broadcasts in one window. */
  drops: number;
  everyMs: number;
  idleMs: number;
  /** Shopkeepers who each ask for their own after a drop. */
  posters: number;
  /** Write a CPU profile of our server into this folder. */
  cpuProf?: string;
};

const defaults: BenchOptions = { sockets: 10_000, pairs: 7, drops: 40, everyMs: 250, idleMs: 10_000, posters: 2_000 };

/** `[names…] [--sockets N] [--pairs N] [--drops N] [--idle-ms N] [--posters N] [--out DIR] [--cpu-prof DIR]`. */
export function readOptions(args: readonly string[]) {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sockets: { type: 'string' },
      pairs: { type: 'string' },
      drops: { type: 'string' },
      'idle-ms': { type: 'string' },
      posters: { type: 'string' },
      out: { type: 'string' },
      'cpu-prof': { type: 'string' },
    },
  });
  const given = {
    ...(values.sockets && { sockets: toCount('sockets', values.sockets) }),
    ...(values.pairs && { pairs: toCount('pairs', values.pairs) }),
    ...(values.drops && { drops: toCount('drops', values.drops) }),
    ...(values['idle-ms'] && { idleMs: toCount('idle-ms', values['idle-ms']) }),
    ...(values.posters && { posters: toCount('posters', values.posters) }),
    ...(values['cpu-prof'] && { cpuProf: values['cpu-prof'] }),
  };
  return {
    names: positionals,
    out: values.out ?? 'bench-results',
    options: (own: Partial<BenchOptions>) => ({ ...defaults, ...own, ...given }),
  };
}

function toCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} takes a whole number above 0, not ${text}`);
  return count;
}
