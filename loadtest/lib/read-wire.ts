import { readFrame } from './engine-io.ts';
import { readOnce } from './read-once.ts';

/** What a client reads of an entry: the rest of it is nobody's business here. */
export type Entry = {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  /** Of a task that was opened. */
  readonly body?: { readonly task?: { readonly taskId: string } };
};
export type Tail = {
  readonly epoch: string;
  readonly top: number;
  readonly isReset: boolean;
  readonly entries: readonly Entry[];
};
export type Welcome = { readonly log: Tail; readonly reconnectSpreadMs: number };
export type Answer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: { readonly code: string } };

type Appended = { readonly entry: Entry; readonly epoch: string };
type Heartbeat = { readonly reconnectSpreadMs: number; readonly top: number };

/** Longer answers are tails, of which each client gets its own. */
const SHORT = 100;

export const readText = readOnce(readFrame);
export const readAppended = readOnce((payload) => JSON.parse(payload) as Appended);
export const readHeartbeat = readOnce((payload) => JSON.parse(payload) as Heartbeat);

const readShortAnswer = readOnce((payload) => JSON.parse(payload) as Answer);
export const readAnswer = (payload: string): Answer =>
  payload.length < SHORT ? readShortAnswer(payload) : (JSON.parse(payload) as Answer);
