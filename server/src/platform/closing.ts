import type { Log } from './log.ts';

type Step = { name: string; close: () => Promise<unknown> | unknown; limitMs: number };

/** What this process opened, closed in reverse order, each within its bound. */
export type Closing = {
  /** Registers the way to close something just opened. */
  add(name: string, close: Step['close'], limitMs?: number): void;
  /** Closes all of it; safe to call twice. A step that fails or hangs is logged and the next one runs. */
  closeAll(): Promise<void>;
};

const DEFAULT_LIMIT_MS = 5_000;

/** Opens an empty stack of things to close. */
export function createClosing(log: Log): Closing {
  const steps: Step[] = [];
  let closed: Promise<void> | undefined;
  const run = async () => {
    for (const step of steps.toReversed()) await runStep(step, log);
  };
  return {
    add: (name, close, limitMs = DEFAULT_LIMIT_MS) => void steps.push({ name, close, limitMs }),
    closeAll: () => (closed ??= run()),
  };
}

async function runStep({ close, limitMs, name }: Step, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    const outcome = await Promise.race([Promise.resolve(close()), late]);
    if (outcome === 'late') log.error({ part: name, limitMs }, 'part did not close in time');
  } catch (err) {
    log.error({ part: name, err }, 'part failed to close');
  } finally {
    clearTimeout(timer);
  }
}
