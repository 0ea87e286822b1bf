import { LiveSocket, type LiveSocketDeps, type Way } from './live-socket.ts';
import * as metrics from './metrics.ts';
import type { Entry } from './read-wire.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import { headersOf, plan } from './target.ts';

/** One shopkeeper in the room: her socket, her receipts, and how many drops she has. */
export type Shopkeeper = {
  readonly index: number;
  readonly socket: LiveSocket;
  readonly receipts: Receipts;
  readonly drops: () => number;
};

export type ShopkeeperHooks = Pick<LiveSocketDeps, 'onEvent'> & {
  readonly onDrop?: LiveSocketDeps['onApplied'];
  readonly onTask?: (taskId: string) => void;
  readonly onJoined?: (joinedMs: number) => void;
  readonly onBack?: (awayMs: number) => void;
};

/** Brings one shopkeeper into the show. */
export function openShopkeeper(index: number, hooks: ShopkeeperHooks): Shopkeeper {
  let drops = 0;
  const onApplied = (entry: Entry, way: Way, atMs: number) => {
    if (entry.kind === 'task.opened' && entry.body?.task) hooks.onTask?.(entry.body.task.taskId);
    if (entry.kind !== 'drop.published') return;
    drops += 1;
    metrics.delivered.add(1);
    if (plan.sendsReceipts) receipts.onDrop(entry.seq);
    hooks.onDrop?.(entry, way, atMs);
  };
  const socket = LiveSocket.open({
    url: plan.url,
    showId: plan.showId,
    headers: headersOf(index),
    onApplied,
    onJoined(joinedMs) {
      metrics.joinMs.add(joinedMs);
      if (plan.sendsReceipts) receipts.onJoined();
      hooks.onJoined?.(joinedMs);
    },
    onBack(awayMs) {
      metrics.backMs.add(awayMs);
      hooks.onBack?.(awayMs);
    },
    ...(hooks.onEvent && { onEvent: hooks.onEvent }),
  });
  const receipts = createReceipts(socket, plan.showId);
  return { index, socket, receipts, drops: () => drops };
}

/** She has all drops of the run, and the server knows it. */
export const hasEverything = ({ drops, receipts }: Shopkeeper): boolean =>
  drops() >= plan.drops && (!plan.sendsReceipts || receipts.isConfirmed());
