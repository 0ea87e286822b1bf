import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { BenchOptions } from '../options.ts';

/** One line of a bench's table. */
export type Line = {
  what: string;
  value: string;
  /** What it has to be, and whether it is. */
  bar?: { text: string; isMet: boolean };
};
/** What a bench found: lines for a person, figures for a program; void when it cannot be trusted. */
export type Report = {
  name: string;
  options: BenchOptions;
  lines: readonly Line[];
  figures: object;
  voids: readonly string[];
};

/** Prints the table and keeps it with all figures in a file beside it. @returns the file's path. */
export async function writeReport(report: Report, dir: string): Promise<string> {
  print(report);
  const file = join(dir, `${report.name}.json`);
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, kernel: release(), node: process.version };
  await mkdir(dir, { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...report, machine, at: new Date().toISOString() }, undefined, 2)}\n`);
  return file;
}

function print({ lines, name, voids }: Report): void {
  const width = Math.max(...lines.map(({ what }) => what.length));
  process.stdout.write(`\n${name}\n`);
  for (const { bar, value, what } of lines) {
    const verdict = bar ? `   ${bar.isMet ? 'met' : 'NOT MET'}: ${bar.text}` : '';
    process.stdout.write(`  ${what.padEnd(width)}  ${value}${verdict}\n`);
  }
  for (const why of voids) process.stdout.write(`  VOID: ${why}\n`);
}
