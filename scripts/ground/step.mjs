import process from 'node:process';

/** What a person can do something about: its message is the one sentence that is shown. Anything else is a bug. */
export class GroundError extends Error {}

const PROGRESS_EVERY_MS = 5_000;

/**
 * Runs one step of the way up, shown as one line with its time; `act` gets a function for progress on long ones.
 * A string that `act` returns is shown behind the title.
 */
export async function step(title, act) {
  const startedAt = Date.now();
  const isTerminal = process.stdout.isTTY === true;
  if (isTerminal) process.stdout.write(`  · ${title} …`);
  let saidAt = startedAt;
  const progress = (text) => {
    if (Date.now() - saidAt < (isTerminal ? 200 : PROGRESS_EVERY_MS)) return;
    saidAt = Date.now();
    const line = `  · ${title} … ${text} (${seconds(startedAt)})`;
    process.stdout.write(isTerminal ? `\r\x1b[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const clear = isTerminal ? '\r\x1b[2K' : '';
  try {
    const result = await act(progress);
    const detail = typeof result === 'string' ? `: ${result}` : '';
    process.stdout.write(`${clear}  ✓ ${title}${detail} (${seconds(startedAt)})\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${clear}  ✗ ${title} (${seconds(startedAt)})\n`);
    throw error;
  }
}

/** Shows what went wrong, in one sentence when a person can act on it, and ends the process with 1. */
export function failAndExit(error) {
  const shown = error instanceof GroundError ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`\n${shown}\n`);
  process.exit(1);
}

function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
