import { pino } from 'pino';

export type Log = {
  debug: (fields: object, message: string) => void;
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
  child: (fields: Record<string, unknown>) => Log;
};

/** JSON lines on stdout; `level` is pino's, `silent` for none. */
export const openLog = (level: string): Log => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
