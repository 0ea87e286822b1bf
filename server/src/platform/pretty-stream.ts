type Line = { time?: string; level?: string; msg?: string; err?: { stack?: string } } & Record<string, unknown>;

/** Turns pino's JSON lines into lines that a person reads: time, level, message, then the fields. */
export function prettyStream(out: { write(text: string): unknown }): { write(line: string): void } {
  return { write: (line) => void out.write(toPretty(line)) };
}

/** One JSON line as text; a line that is no JSON passes through. */
export function toPretty(line: string): string {
  const parsed = parseLine(line);
  if (!parsed) return line;
  const { err, level = 'info', msg = '', time = '', ...fields } = parsed;
  const clock = time.slice(11, 19);
  const extra = Object.entries(fields).map(([key, value]) => `${key}=${toText(value)}`);
  const stack = err?.stack ? `\n${err.stack}` : '';
  return `${[clock, level.padEnd(5), msg, ...extra].join(' ').trimEnd()}${stack}\n`;
}

function parseLine(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line; // pino wrote it; a foreign line falls out below.
  } catch {
    return undefined;
  }
}

const toText = (value: unknown) => (typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value));
