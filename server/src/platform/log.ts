import { type Logger, pino } from 'pino';
import { prettyStream } from './pretty-stream.ts';

/** JSON lines: a fixed message, variable parts in fields. Bind ids once with `log.child`. */
export type Log = Logger;

export type LogOptions = { logLevel: string; logFormat: 'json' | 'pretty' };

const redact = ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token', 'password', 'token'];

/** Opens the process's log on standard output. */
export function createLog({ logFormat, logLevel }: LogOptions): Log {
  const options = {
    level: logLevel,
    base: null,
    redact: { paths: redact, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return logFormat === 'pretty' ? pino(options, prettyStream(process.stdout)) : pino(options);
}

/** A log that says nothing. */
export const silentLog: Log = pino({ level: 'silent' });
