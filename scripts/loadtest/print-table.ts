import { type Figures, isPassed } from './to-figures.ts';

/** The run as text, for a terminal. */
export function printTable(figures: Figures): void {
  const { faults, lines, machine, scenario, shopkeepers, verdicts } = figures;
  const width = Math.max(...lines.map(({ name }) => name.length));
  const rows = lines.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`);
  const failed = verdicts.filter(({ isOk }) => !isOk).map(({ name }) => `  ✗ ${name}`);
  const judged = isPassed(figures) ? `  ✓ all ${verdicts.length} thresholds hold` : failed.join('\n');
  const pinned = machine.isPinned ? 'server on core 0, load and database on core 1' : 'not pinned';
  process.stdout.write(`
${scenario}, ${shopkeepers.toLocaleString('en')} shopkeepers (${machine.cpu}, Node ${machine.node}, ${machine.k6}; ${pinned})
${rows.join('\n')}
${judged}
${faults
  .slice(0, 10)
  .map((fault) => `  ✗ ${fault}\n`)
  .join('')}`);
}
