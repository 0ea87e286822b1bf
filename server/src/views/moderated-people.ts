import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

type Person = { accountId: AccountId; displayName: string; since: string };

/** Who is banned from a show and who moderates it, latest first. */
export async function listModerated(db: Db, showId: ShowId): Promise<Record<'banned' | 'moderators', Person[]>> {
  const { rows } = await sql<{ what: string; accountId: AccountId; displayName: string; at: Date }>`
    select d.what, d.account_id, a.display_name, d.at
    from (
      select 'banned' as what, account_id, banned_at as at from show_bans where show_id = ${showId}
      union all
      select 'moderators', account_id, appointed_at from show_moderators where show_id = ${showId}
    ) d join accounts a on a.id = d.account_id
    order by d.at desc, d.account_id`.execute(db);
  const those = (what: string) =>
    rows
      .filter((row) => row.what === what)
      .map(({ accountId, at, displayName }) => ({ accountId, displayName, since: at.toISOString() }));
  return { banned: those('banned'), moderators: those('moderators') };
}
