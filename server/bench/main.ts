// `npm run bench -w server -- [name…]`: what the server costs, against peers on the same machine in the same run.
import process from 'node:process';
import { acked } from './benches/acked.ts';
import { crossNode } from './benches/cross-node.ts';
import { fanout } from './benches/fanout.ts';
import { memory } from './benches/memory.ts';
import { posters } from './benches/posters.ts';
import { receipts } from './benches/receipts.ts';
import { resume } from './benches/resume.ts';
import { type Ground, openGround } from './ground/open-ground.ts';
import { type Report, writeReport } from './measure/report.ts';
import { type BenchOptions, readOptions } from './options.ts';

type Bench = { run: (ground: Ground, options: BenchOptions) => Promise<Report>; own?: Partial<BenchOptions> };

const benches: Record<string, Bench> = {
  fanout: { run: fanout },
  acked: { run: acked, own: { sockets: 3_000, drops: 10, everyMs: 1_000 } },
  memory: { run: memory },
  posters: { run: posters, own: { sockets: 400, drops: 20, everyMs: 200 } },
  resume: { run: resume },
  receipts: { run: receipts },
  'cross-node': { run: crossNode, own: { drops: 250, everyMs: 20 } },
};

const { names, options, out } = readOptions(process.argv.slice(2));
const chosen = names.length > 0 ? names : Object.keys(benches);
for (const name of chosen) {
  const bench = benches[name];
  if (!bench) throw new Error(`there is no bench ${name}: ${Object.keys(benches).join(', ')}`);
  const ground = await openGround();
  try {
    const file = await writeReport(await bench.run(ground, options(bench.own ?? {})), out);
    process.stdout.write(`  ${file}\n`);
  } finally {
    await ground.close();
  }
}
