import type { BenchOptions } from '../options.ts';
import { type Contestant, findFaults, runWindow, type Window } from './contestant.ts';
import { showSpread, toBar } from './figures.ts';
import type { Line } from './report.ts';
import { toSpread } from './statistics.ts';

/** One window of one contestant. */
export type Measured = {
  window: Window;
  units: number;
  /** Server CPU per unit: all that was spent in the window, pings and timers too. */
  cpuUs: number;
};
/** One window of each contestant, by name. */
export type Round = Record<string, Measured>;
export type Rounds = { rounds: readonly Round[]; voids: readonly string[] };

/** Gives every contestant its window in turn, so often as there are pairs; the first round is dropped, all is cold in it. */
export async function runRounds(
  contestants: readonly Contestant[],
  options: BenchOptions,
  toUnits: (window: Window) => number,
): Promise<Rounds> {
  const rounds: Round[] = [];
  const voids: string[] = [];
  for (let turn = 0; turn <= options.pairs; turn += 1) {
    const round: Round = {};
    for (const contestant of contestants) {
      const window = await runWindow(contestant, { count: options.drops, everyMs: options.everyMs });
      round[contestant.name] = toMeasured(window, toUnits(window));
      if (turn > 0) voids.push(...findFaults(contestant.name, window));
    }
    if (turn > 0) rounds.push(round);
  }
  return { rounds, voids };
}

const toMeasured = (window: Window, units: number): Measured => ({
  window,
  units,
  cpuUs: (window.serverCpuSeconds * 1e6) / units,
});

/** What is read from a contestant's window, for a line of the table. */
export type Read = (measured: Measured) => number;

const of = (rounds: readonly Round[], name: string, read: Read): number[] =>
  rounds.flatMap((round) => (round[name] ? [read(round[name])] : []));

/** A line for each contestant. */
export const toLines = (rounds: readonly Round[], what: string, unit: string, read: Read): Line[] =>
  Object.keys(rounds[0] ?? {}).map((name) => ({
    what: `${what}, ${name}`,
    value: showSpread(toSpread(of(rounds, name, read)), unit),
  }));

/** Ours as a ratio to a peer's, pair by pair. */
export function toRatioLine(
  rounds: readonly Round[],
  { most, peer, what }: { what: string; peer: string; most: number },
  read: Read,
): Line {
  const peers = of(rounds, peer, read);
  const ratios = of(rounds, 'shoal', read).map((ours, at) => ours / (peers[at] ?? Number.NaN));
  const spread = toSpread(ratios);
  return { what: `${what} to ${peer}`, value: showSpread(spread), bar: toBar(ratios, most, spread.median) };
}
