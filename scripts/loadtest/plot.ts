import type { Moment, Plot } from './to-figures.ts';

const WIDTH = 720;
const HEIGHT = 240;
const PAD = { left: 64, right: 16, top: 12, bottom: 36 };
const LINES = [
  { key: 'max', name: 'max', colour: '#c9b8a6' },
  { key: 'p99', name: 'p99', colour: '#e4572e' },
  { key: 'p95', name: 'p95', colour: '#d99a1c' },
  { key: 'p50', name: 'p50', colour: '#0f9b8e' },
] as const;

type Scale = { x: (at: number) => number; y: (ms: number) => number; top: number; from: number; to: number };

/** A plot of quantiles over the moments of a run, as an SVG of its own. */
export function toSvg({ axis, moments, title }: Plot): string {
  const scale = toScale(moments);
  const label = `${title}: p50, p95, p99 and max in ms by ${axis}`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
${toGrid(scale)}
${LINES.map(({ colour, key }) => toLine(moments, key, colour, scale)).join('\n')}
<text class="axis" x="${(PAD.left + WIDTH - PAD.right) / 2}" y="${HEIGHT - 4}" text-anchor="middle">${axis}</text>
</svg>`;
}

/** What the colours of every plot mean. */
export const legend = LINES.toReversed()
  .map(({ colour, name }) => `<span><i style="background:${colour}"></i>${name}</span>`)
  .join('');

function toScale(moments: readonly Moment[]): Scale {
  const [from, to] = [moments[0]?.at ?? 0, moments.at(-1)?.at ?? 1];
  const top = toNiceTop(Math.max(1, ...moments.map(({ max }) => max)));
  const width = WIDTH - PAD.left - PAD.right;
  const height = HEIGHT - PAD.top - PAD.bottom;
  return {
    top,
    from,
    to,
    x: (at) => PAD.left + (to === from ? 0.5 : (at - from) / (to - from)) * width,
    y: (ms) => PAD.top + (1 - ms / top) * height,
  };
}

/** The next of 1, 2, 5 × 10ⁿ. */
function toNiceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => value <= step * power) ?? 10);
}

function toGrid({ from, to, top, x, y }: Scale): string {
  const rows = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const ms = part * top;
    const height = y(ms);
    return `<line class="grid" x1="${PAD.left}" x2="${WIDTH - PAD.right}" y1="${height}" y2="${height}"/>
<text class="axis" x="${PAD.left - 8}" y="${height + 4}" text-anchor="end">${ms.toLocaleString('en')} ms</text>`;
  });
  const marks = [...new Set([from, Math.round((from + to) / 2), to])].map(
    (at) => `<text class="axis" x="${x(at)}" y="${HEIGHT - 20}" text-anchor="middle">${at}</text>`,
  );
  return [...rows, ...marks].join('\n');
}

function toLine(
  moments: readonly Moment[],
  key: (typeof LINES)[number]['key'],
  colour: string,
  { x, y }: Scale,
): string {
  const points = moments.map((moment) => `${x(moment.at).toFixed(1)},${y(moment[key]).toFixed(1)}`);
  const [only] = points;
  if (points.length === 1 && only) {
    const [cx, cy] = only.split(',');
    return `<circle cx="${cx}" cy="${cy}" r="4" fill="${colour}"/>`;
  }
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
}
