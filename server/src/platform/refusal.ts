import { AppError, type Refusal } from '@shoal/contract';
import type { Log } from './log.ts';

/** What the caller is told about an error. Anything but an AppError is a bug: logged whole, told as `server.unexpected`. */
export function toRefusal(error: unknown, log: Log, context: Record<string, unknown>): Refusal {
  if (error instanceof AppError) return error.toRefusal();
  if (isDatabaseBusy(error)) {
    log.warn({ ...context, err: error }, 'database did not answer in time');
    return new AppError('server.unavailable', 'the database did not answer in time').toRefusal();
  }
  log.error({ ...context, err: error }, 'unexpected error');
  return new AppError('server.unexpected', 'something went wrong here').toRefusal();
}

// lock_not_available, query_canceled, too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now, deadlock,
// serialization, and what a lost network says.
const busyStates = new Set([
  '55P03',
  '57014',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '40P01',
  '40001',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The driver's own words: they have no code. */
const lostWords = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
];

function isDatabaseBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return (
    (typeof code === 'string' && busyStates.has(code)) || lostWords.some((words) => error.message.startsWith(words))
  );
}
