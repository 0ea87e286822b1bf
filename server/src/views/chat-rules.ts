import type { AccountId, chat, MessageId, ShowId, shows } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** All that decides whether and how somebody speaks in a show. */
export type ChatRulesRow = {
  state: shows.ShowState;
  slowSeconds: chat.SlowSeconds;
  pinnedMessageId: MessageId | null;
  muted: AccountId[];
  banned: AccountId[];
  moderators: AccountId[];
  /** Folded. */
  words: string[];
};

/** Reads them in one query; undefined when there is no such show. */
export async function findChatRules(db: Db, showId: ShowId): Promise<ChatRulesRow | undefined> {
  const { rows } = await sql<ChatRulesRow>`
    select s.state, coalesce(r.slow_seconds, 0) as slow_seconds, r.pinned_message_id,
      array(select account_id::text from chat_mutes where show_id = s.id) as muted,
      array(select account_id::text from show_bans where show_id = s.id) as banned,
      array(select account_id::text from show_moderators where show_id = s.id) as moderators,
      array(select folded from chat_words where brand_id = s.brand_id) as words
    from shows s left join chat_rooms r on r.show_id = s.id
    where s.id = ${showId}`.execute(db);
  return rows[0];
}
