import type { AccountId, chat, ShowId, shows } from '@shoal/contract';

/** All that decides whether and how somebody speaks in a show. */
export type ChatRules = {
  readonly state: shows.ShowState;
  readonly slowSeconds: chat.SlowSeconds;
  readonly pinned: chat.ChatMessage | null;
  readonly muted: ReadonlySet<AccountId>;
  readonly banned: ReadonlySet<AccountId>;
  readonly moderators: ReadonlySet<AccountId>;
  /** Folded. */
  readonly words: readonly string[];
};

/** The rules of each show, read once and kept for a moment: no message costs a query to learn them. */
export type RulesMemory = {
  get(showId: ShowId): Promise<ChatRules>;
  /** Reads them anew next time; of all shows when none is named. */
  forget(showId?: ShowId): void;
};

/** When another server's word was lost, rules are no older than this [CH4]. */
export const MAX_RULES_AGE_MS = 2_000;
const MAX_SHOWS = 200;

export function createRulesMemory(load: (showId: ShowId) => Promise<ChatRules>, nowMs: () => number): RulesMemory {
  const shows = new Map<ShowId, { readMs: number; rules: Promise<ChatRules> }>();
  return {
    get(showId) {
      const held = shows.get(showId);
      if (held && nowMs() - held.readMs < MAX_RULES_AGE_MS) return held.rules;
      const read = { readMs: nowMs(), rules: load(showId) };
      shows.delete(showId);
      shows.set(showId, read);
      const oldest = shows.keys().next().value;
      if (shows.size > MAX_SHOWS && oldest !== undefined) shows.delete(oldest);
      read.rules.catch(() => shows.get(showId) === read && shows.delete(showId));
      return read.rules;
    },
    forget(showId) {
      if (showId === undefined) shows.clear();
      else shows.delete(showId);
    },
  };
}
