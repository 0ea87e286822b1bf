import type { CommandInput, drops } from '@shoal/contract';
import type { JoinedSockets } from './joined-sockets.ts';
import type { LagWatch } from './lag-watch.ts';
import type { ReceiptBatcher } from './receipt-batcher.ts';
import type { ShowLogs } from './show-logs.ts';
import type { ShowSocket } from './shows-deps.ts';

export type ReportReceiptsDeps = {
  joined: Pick<JoinedSockets, 'require'>;
  logs: Pick<ShowLogs, 'find'>;
  receipts: Pick<ReceiptBatcher, 'add'>;
  lag: Pick<LagWatch, 'note'>;
  now: () => Date;
};

type Report = CommandInput<typeof drops.reportReceipts>;

const NONE: ReadonlySet<number> = new Set();
const toSet = (seqs: readonly number[]) => (seqs.length === 0 ? NONE : new Set(seqs));

/**
 * Takes what a shopkeeper received, saw and saved. The crew's own screens do not count, and a report about another epoch
 * says nothing about this one.
 * @returns what to answer [RC1] once `committed` settles; many reports share one commit.
 * @throws AppError `shows.not_joined`
 */
export function takeReceipts(
  deps: ReportReceiptsDeps,
  socket: ShowSocket,
  { appliedSeq: told, attentiveMs, epoch, saved, seen, showId }: Report,
): { appliedSeq: number; committed: Promise<void> | undefined } {
  deps.joined.require(socket.id, showId);
  const held = deps.logs.find(showId);
  if (!held || held.epoch !== epoch) return { appliedSeq: 0, committed: undefined };
  const appliedSeq = Math.min(told, held.top);
  if (socket.member.role !== 'shopkeeper') return { appliedSeq, committed: undefined };
  deps.lag.note(socket, showId, appliedSeq);
  const committed = deps.receipts.add(showId, {
    accountId: socket.member.accountId,
    appliedSeq,
    seen: toSet(seen),
    saved: toSet(saved),
    attention: attentiveMs === undefined ? undefined : { attentiveMs, at: deps.now() },
  });
  return { appliedSeq, committed };
}

/** Takes a report and answers after commit [RC1]. @throws AppError `shows.not_joined` | `server.unavailable` */
export async function reportReceipts(
  deps: ReportReceiptsDeps,
  socket: ShowSocket,
  input: Report,
): Promise<{ appliedSeq: number }> {
  const { appliedSeq, committed } = takeReceipts(deps, socket, input);
  await committed;
  return { appliedSeq };
}
