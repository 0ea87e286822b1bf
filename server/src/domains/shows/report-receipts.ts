import type { CommandInput, drops } from '@shoal/contract';
import type { JoinedSockets } from './joined-sockets.ts';
import type { ReceiptBatcher } from './receipt-batcher.ts';
import type { ShowLogs } from './show-logs.ts';
import type { ShowSocket } from './shows-deps.ts';

export type ReportReceiptsDeps = {
  joined: Pick<JoinedSockets, 'require'>;
  logs: Pick<ShowLogs, 'find'>;
  receipts: Pick<ReceiptBatcher, 'add'>;
  now: () => Date;
};

/**
 * Takes what a shopkeeper received, saw and saved; answered after commit [RC1]. The crew's own screens do not count,
 * and a report about another epoch says nothing about this one.
 * @throws AppError `shows.not_joined`
 */
export async function reportReceipts(
  deps: ReportReceiptsDeps,
  socket: ShowSocket,
  input: CommandInput<typeof drops.reportReceipts>,
): Promise<{ appliedSeq: number }> {
  const { showId } = input;
  deps.joined.require(socket.id, showId);
  const held = deps.logs.find(showId);
  if (!held || held.epoch !== input.epoch) return { appliedSeq: 0 };
  const appliedSeq = Math.min(input.appliedSeq, held.top);
  if (socket.member.role !== 'shopkeeper') return { appliedSeq };
  await deps.receipts.add(showId, {
    accountId: socket.member.accountId,
    appliedSeq,
    seen: new Set(input.seen),
    saved: new Set(input.saved),
    attention: input.attentiveMs === undefined ? undefined : { attentiveMs: input.attentiveMs, at: deps.now() },
  });
  return { appliedSeq };
}
