import { setTimeout as wait } from 'node:timers/promises';
import { AppError, errorCodes } from '@shoal/contract';

const LIMIT_MS = 60_000;
const PAUSE_MS = 30;

/** How often somebody had to ask again: because the answer never came, or was to come again. */
export const lost = { answers: 0, failures: 0 };

/**
 * Asks again and again until there is an answer, as a page does whose server went away. A refusal is an answer; to come
 * again later is none.
 * @throws AppError as refused | the last failure when nobody answers for a minute
 */
export async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (const endsMs = performance.now() + LIMIT_MS; ; ) {
    try {
      return await ask();
    } catch (error) {
      const isFailure = error instanceof AppError && errorCodes[error.code].retry === 'after_delay';
      if ((error instanceof AppError && !isFailure) || performance.now() > endsMs) throw error;
      lost[isFailure ? 'failures' : 'answers'] += 1;
      await wait(PAUSE_MS);
    }
  }
}

/**
 * The same, and one time in three asked twice at once, as by an impatient finger or two tabs. Nothing is under way after it. An
 * answer to one counts more than a refusal of the other: what was refused a moment ago may be possible now.
 */
export async function hastily<T>(ask: () => Promise<T>): Promise<T> {
  const asking = Math.random() < 1 / 3 ? [untilAnswered(ask), untilAnswered(ask)] : [untilAnswered(ask)];
  await Promise.allSettled(asking);
  return Promise.any(asking).catch(({ errors }: AggregateError) => {
    throw errors[0];
  });
}

/** What was answered, or the code of a refusal that an order or the ledger can give. */
export async function orRefusal<T>(answering: Promise<T>): Promise<T | { refused: string }> {
  try {
    return await answering;
  } catch (error) {
    if (!(error instanceof AppError) || !/^(orders|ledger)\./.test(error.code)) throw error;
    return { refused: error.code };
  }
}
