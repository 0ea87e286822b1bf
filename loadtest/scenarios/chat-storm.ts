import { setTimeout } from 'k6/timers';
import * as metrics from '../lib/metrics.ts';
import { type Note, runSchool } from '../lib/run-school.ts';
import { hasEverything, type Shopkeeper } from '../lib/shopkeeper.ts';
import { plan } from '../lib/target.ts';
import { allDelivered, toOptions } from '../lib/thresholds.ts';
import { wire } from '../lib/wire.ts';

type Talk = { said: number; acknowledged: number; refused: number; wrong: number };

/** Within the limit of one message in 2 s. */
const EVERY_MS = 2_100;
/** More than may be said at once. */
const BURST = 8;
const talks = new Map<number, Talk>();
const notes = new Map<number, Note>();
const isTalker = (index: number) => index < plan.talkers;
const isLoud = (index: number) => index >= plan.shopkeepers - plan.loudTalkers && !isTalker(index);

/** Many talk within the limits and are always acknowledged; who says too much at once is told so by the typed error. */
export const options = toOptions(
  plan,
  { ...allDelivered(plan), missed: ['count==0'], rate_limited: ['count>0'] },
  { chat_ms: ['p(99)<1000'] },
);

export default function school(): void {
  runSchool({
    isDone: (shopkeeper) => hasEverything(shopkeeper) && isSaid(shopkeeper.index),
    countMissed: ({ index }) => (isSaid(index) && isRight(index) ? 0 : 1),
    hooksOf: (index, note) => {
      notes.set(index, note);
      return {};
    },
    onTick: begin,
  });
}

/** The host's drop is the sign to talk. */
function begin(shopkeeper: Shopkeeper): void {
  const { drops, index } = shopkeeper;
  if (drops() === 0 || talks.has(index) || !(isTalker(index) || isLoud(index))) return;
  talks.set(index, { said: 0, acknowledged: 0, refused: 0, wrong: 0 });
  const messages = isTalker(index) ? plan.messagesEach : BURST;
  for (let at = 0; at < messages; at += 1) {
    const say = () => sayOne(shopkeeper, crypto.randomUUID(), at);
    setTimeout(say, isTalker(index) ? (at + Math.random() * 0.5) * EVERY_MS + at * EVERY_MS * 0.5 : 0);
  }
}

/** A message whose answer is lost is said again with its id: it is the same message. */
function sayOne(shopkeeper: Shopkeeper, messageId: string, at: number): void {
  const { index, socket } = shopkeeper;
  const talk = talks.get(index);
  if (!talk) return;
  const saidMs = Date.now();
  const text = `第 ${at + 1} 句：这款茶耐泡吗？`;
  socket.send(wire.commands.sendChat, JSON.stringify({ showId: plan.showId, messageId, text }), (answer) => {
    if (!answer) {
      setTimeout(() => sayOne(shopkeeper, messageId, at), 500);
      return;
    }
    talk.said += 1;
    if (answer.ok) {
      talk.acknowledged += 1;
      const ms = Date.now() - saidMs;
      metrics.chatMs.add(ms);
      notes.get(index)?.('chat_ms', ms);
    } else if (answer.error.code === 'request.rate_limited') {
      talk.refused += 1;
      metrics.rateLimited.add(1);
    } else talk.wrong += 1;
  });
}

function isSaid(index: number): boolean {
  if (!isTalker(index) && !isLoud(index)) return true;
  return (talks.get(index)?.said ?? 0) >= (isTalker(index) ? plan.messagesEach : BURST);
}

function isRight(index: number): boolean {
  const talk = talks.get(index);
  if (!talk) return true;
  if (isTalker(index)) return talk.acknowledged === plan.messagesEach;
  return talk.acknowledged > 0 && talk.refused > 0 && talk.wrong === 0;
}

export { writeSummary as handleSummary } from '../lib/summary.ts';
