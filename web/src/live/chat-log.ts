import type { chat } from '@shoal/contract';
import { RECENT_CHAT_MESSAGES } from '@shoal/contract/limits';
import type { FailureCode } from '../api/call-failure.ts';

/** A line of the chat as this page shows it; her own stands there before the server has it. */
export type ChatLine = chat.ChatMessage & {
  delivery: 'sent' | 'pending' | 'failed' | 'held' | 'refused';
  /** Why it failed. */
  failure?: FailureCode;
};

/** Newest last. Bounded: who scrolls back further reads the replay. */
export type ChatLog = readonly ChatLine[];

const MAX_LINES = RECENT_CHAT_MESSAGES * 2;

/** Takes what a join answers; her own unsent lines stay at the end. */
export function receiveRecent(lines: ChatLog, recent: readonly chat.ChatMessage[]): ChatLog {
  const known = new Set(recent.map((message) => message.messageId));
  const oldest = recent[0]?.at ?? '';
  const kept = lines.filter(
    (line) => !known.has(line.messageId) && (line.delivery !== 'sent' || line.at < oldest), // Deleted meanwhile: gone.
  );
  const unsent = kept.filter((line) => line.delivery !== 'sent');
  const earlier = kept.filter((line) => line.delivery === 'sent');
  return bounded([...earlier, ...recent.map(toSent), ...unsent]);
}

/** A message from the room; her own pending line becomes it. */
export function receiveMessage(lines: ChatLog, message: chat.ChatMessage): ChatLog {
  const isKnown = lines.some((line) => line.messageId === message.messageId);
  if (!isKnown) return bounded([...lines, toSent(message)]);
  return lines.map((line) => (line.messageId === message.messageId ? toSent(message) : line));
}

export const addPending = (lines: ChatLog, message: chat.ChatMessage): ChatLog =>
  bounded([...lines.filter((line) => line.messageId !== message.messageId), { ...message, delivery: 'pending' }]);

export const markFailed = (lines: ChatLog, messageId: string, failure: FailureCode): ChatLog =>
  lines.map((line) =>
    line.messageId === messageId && line.delivery === 'pending' ? { ...line, delivery: 'failed', failure } : line,
  );

/** Her own, which waits for review. */
export const markHeld = (lines: ChatLog, messageId: string): ChatLog =>
  lines.map((line) =>
    line.messageId === messageId && line.delivery !== 'sent' ? { ...line, delivery: 'held' } : line,
  );

/** Her own, which nobody else will read. */
export const markRefused = (lines: ChatLog, messageId: string): ChatLog =>
  lines.map((line) =>
    line.messageId === messageId && line.delivery !== 'sent' ? { ...line, delivery: 'refused' } : line,
  );

/** A message that changed; one that is lifted out and was not shown comes in now. */
export const replaceMessage = (lines: ChatLog, message: chat.ChatMessage): ChatLog =>
  message.isHighlighted || lines.some(({ messageId }) => messageId === message.messageId)
    ? receiveMessage(lines, message)
    : lines;

export const removeAllOf = (lines: ChatLog, accountId: string): ChatLog =>
  lines.filter(({ author }) => author.accountId !== accountId);

export const removeMessage = (lines: ChatLog, messageId: string): ChatLog =>
  lines.filter((line) => line.messageId !== messageId);

/** A message that was taken out and is back, where it stood. */
export function restoreMessage(lines: ChatLog, message: chat.ChatMessage): ChatLog {
  const others = removeMessage(lines, message.messageId);
  const later = others.findIndex(({ at }) => at > message.at);
  return bounded(others.toSpliced(later < 0 ? others.length : later, 0, toSent(message)));
}

const toSent = (message: chat.ChatMessage): ChatLine => ({ ...message, delivery: 'sent' });
const bounded = (lines: ChatLog): ChatLog => (lines.length > MAX_LINES ? lines.slice(-MAX_LINES) : lines);
