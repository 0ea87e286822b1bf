import { type AccountId, type chat, type MessageId, RECENT_CHAT_MESSAGES, type ShowId } from '@shoal/contract';

/** The last messages of each show, for those who join. */
export type RecentChat = {
  /** Oldest first; never one that was deleted. */
  list(showId: ShowId): Promise<readonly chat.ChatMessage[]>;
  add(showId: ShowId, message: chat.ChatMessage): void;
  /** Puts a message that changed where it stands. */
  change(showId: ShowId, message: chat.ChatMessage): void;
  remove(showId: ShowId, messageId: MessageId): void;
  removeAllOf(showId: ShowId, accountId: AccountId): void;
  /** Puts a message back where it stood. */
  restore(showId: ShowId, message: chat.ChatMessage): void;
};

export type RecentChatDeps = {
  load: (showId: ShowId, limit: number) => Promise<chat.ChatMessage[]>;
  nowMs: () => number;
  /** After so long the messages are read anew: 0 reads each time, alone a server need not. */
  maxAgeMs: number;
};

const MAX_SHOWS = 100;

type Held = { loadedMs: number; messages: Promise<chat.ChatMessage[]> };

/** Opens the memory; with many servers a lost word costs `maxAgeMs`. */
export function createRecentChat({ load, maxAgeMs, nowMs }: RecentChatDeps): RecentChat {
  const shows = new Map<ShowId, Held>();
  const remember = (showId: ShowId, held: Held) => {
    shows.delete(showId);
    shows.set(showId, held);
    const oldest = shows.keys().next().value;
    if (shows.size > MAX_SHOWS && oldest !== undefined) shows.delete(oldest);
  };
  const alter = (showId: ShowId, act: (messages: chat.ChatMessage[]) => chat.ChatMessage[]) => {
    const held = shows.get(showId);
    if (!held) return;
    const messages = held.messages.then(act);
    messages.catch(() => {}); // Whoever loads it hears of a failure, and it is forgotten then.
    shows.set(showId, { loadedMs: held.loadedMs, messages });
  };
  return {
    list(showId) {
      const held = shows.get(showId);
      if (held && nowMs() - held.loadedMs <= maxAgeMs) return held.messages;
      const messages = load(showId, RECENT_CHAT_MESSAGES);
      remember(showId, { loadedMs: nowMs(), messages });
      messages.catch(() => shows.delete(showId));
      return messages;
    },
    add: (showId, message) =>
      alter(showId, (messages) => {
        const others = messages.filter(({ messageId }) => messageId !== message.messageId);
        return [...others, message].slice(-RECENT_CHAT_MESSAGES);
      }),
    change: (showId, message) =>
      alter(showId, (messages) => messages.map((one) => (one.messageId === message.messageId ? message : one))),
    remove: (showId, messageId) => alter(showId, (messages) => messages.filter((one) => one.messageId !== messageId)),
    removeAllOf: (showId, accountId) =>
      alter(showId, (messages) => messages.filter(({ author }) => author.accountId !== accountId)),
    restore: (showId, message) =>
      alter(showId, (messages) => {
        const others = messages.filter(({ messageId }) => messageId !== message.messageId);
        const later = others.findIndex(({ at }) => at > message.at);
        return others.toSpliced(later < 0 ? others.length : later, 0, message).slice(-RECENT_CHAT_MESSAGES);
      }),
  };
}
