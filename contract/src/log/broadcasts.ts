import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { ShowId } from '../ids.ts';
import { Instant } from '../time.ts';
import { LogEntry } from './entry.ts';

export const entryAppended = broadcast({
  name: 'log:appended',
  payload: z.strictObject({ showId: ShowId, epoch: z.string(), entry: LogEntry }),
  summary: 'A committed entry, in order on one connection; a hole is closed by `log:resume`',
});

export const heartbeat = broadcast({
  name: 'log:heartbeat',
  payload: z.strictObject({
    showId: ShowId,
    epoch: z.string(),
    top: z.int(),
    serverNow: Instant,
    reconnectSpreadMs: z.int(),
  }),
  summary: 'Every 5 s: lets a quiet client notice that it is behind',
});
