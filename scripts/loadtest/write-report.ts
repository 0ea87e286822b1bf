import { writeFileSync } from 'node:fs';
import { legend, toSvg } from './plot.ts';
import { type Figures, isPassed } from './to-figures.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2b2a; --soft: #5c6b69; --line: #dfe6e4; --paper: #fbfaf7; --card: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8efed; --soft: #9fb0ad; --line: #2c3a38; --paper: #121918; --card: #182221; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 800px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 32px 0 8px; }
p { margin: 0 0 12px; color: var(--soft); }
.verdict { display: inline-block; padding: 2px 12px; border-radius: 99px; font-weight: 600; color: #fff; background: #0f9b8e; }
.verdict.failed { background: #e4572e; }
table { width: 100%; border-collapse: collapse; background: var(--card); }
td { padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 0 0 20px; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
figcaption { font-weight: 600; margin-bottom: 8px; }
svg { display: block; width: 100%; } .grid { stroke: var(--line); } .axis { fill: var(--soft); font-size: 11px; }
.legend span { margin-right: 16px; color: var(--soft); } .legend i { display: inline-block; width: 14px; height: 3px; margin-right: 6px; vertical-align: middle; }
li.failed { color: #e4572e; }`;

/** Writes the run as one page that needs nothing else. */
export function writeReport(file: string, figures: Figures): void {
  writeFileSync(file, toPage(figures));
}

function toPage(figures: Figures): string {
  const { faults, lines, machine, plots, scenario, shopkeepers, verdicts } = figures;
  const isOk = isPassed(figures);
  const where = machine.isPinned
    ? 'Server on core 0; k6, swarm and database on core 1.'
    : 'Server and load share all cores.';
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${scenario}, ${shopkeepers} shopkeepers</title><style>${STYLE}</style>
<main>
<h1>${toText(scenario)}, ${shopkeepers.toLocaleString('en')} shopkeepers</h1>
<p><span class="verdict${isOk ? '' : ' failed'}">${isOk ? 'all thresholds hold' : 'a threshold failed'}</span></p>
<p>${toText(machine.cpu)}, ${machine.memoryGib} GiB, Linux ${toText(machine.kernel)}, Node ${toText(machine.node)}, ${toText(machine.k6)}.
${where} All of it on one machine over loopback, so times are those of a machine that also makes its own load.</p>
<h2>Figures</h2>
${toTable(lines.map(({ name, value }) => [name, value]))}
<h2>Thresholds</h2>
${toTable(verdicts.map((verdict) => [verdict.name, verdict.isOk ? 'holds' : 'FAILED']))}
${faults.length > 0 ? `<h2>Faults of the swarm</h2><ul>${faults.map((fault) => `<li class="failed">${toText(fault)}</li>`).join('')}</ul>` : ''}
<h2>Times</h2>
<p class="legend">${legend}</p>
${plots.map((plot) => `<figure><figcaption>${toText(plot.title)}</figcaption>${toSvg(plot)}</figure>`).join('\n')}
</main></html>
`;
}

const toTable = (rows: readonly (readonly [string, string])[]) =>
  `<table>${rows.map(([name, value]) => `<tr><td>${toText(name)}</td><td>${toText(value)}</td></tr>`).join('')}</table>`;

const toText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
