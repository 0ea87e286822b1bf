import { setTimeout } from 'k6/timers';
import type { LiveSocket } from './live-socket.ts';
import * as metrics from './metrics.ts';
import { wire } from './wire.ts';

/** What a phone tells the server: cumulative, a little after a drop, until it is confirmed [RC1]. */
export type Receipts = {
  /** A drop was applied, and its card came into view. */
  onDrop(seq: number): void;
  onJoined(): void;
  isConfirmed(): boolean;
};

const RESEND_MS = 1_000;
const MAX_SEEN = 200;
/** One in so many drops is saved. */
const SAVED_PART = 5;

/** The receipts of one socket; one report at a time, the next carries what came meanwhile. */
export function createReceipts(socket: LiveSocket, showId: string): Receipts {
  let confirmedSeq = 0;
  let reported = false;
  let isWaiting = false;
  let seen: number[] = [];
  let saved: number[] = [];
  const isConfirmed = () => confirmedSeq >= socket.steps.counts.last && seen.length === 0;
  const schedule = (delayMs: number) => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(report, delayMs);
  };
  const report = () => {
    if (!socket.isJoined) {
      isWaiting = false; // The next join goes on.
      return;
    }
    const sent = {
      appliedSeq: socket.steps.counts.last,
      seen: seen.slice(0, MAX_SEEN),
      saved: saved.slice(0, MAX_SEEN),
    };
    metrics.receiptsSent.add(1);
    const input = `{"showId":"${showId}","epoch":"${socket.epoch}","appliedSeq":${sent.appliedSeq},"seen":[${sent.seen}],"saved":[${sent.saved}]}`;
    socket.send(wire.commands.reportReceipts, input, (answer) => {
      isWaiting = false;
      if (answer?.ok) {
        metrics.receiptsConfirmed.add(1);
        confirmedSeq = Math.max(confirmedSeq, (answer.data as { appliedSeq: number }).appliedSeq);
        seen = seen.slice(sent.seen.length);
        saved = saved.slice(sent.saved.length);
      }
      if (!isConfirmed()) schedule(answer?.ok ? 100 + Math.random() * 150 : RESEND_MS * (0.5 + Math.random()));
    });
  };
  return {
    isConfirmed,
    onDrop(seq) {
      seen.push(seq);
      if (seq % SAVED_PART === 0) saved.push(seq);
      schedule(100 + Math.random() * 150);
    },
    onJoined() {
      if (!reported || !isConfirmed()) schedule(100 + Math.random() * 150);
      reported = true;
    },
  };
}
