import type { AccountId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

export type VisitorTies = { isCrew: boolean; isOwnPlace: boolean };

/** Whether a browser ever signed in as crew, and whether it stands where a shopkeeper was since then. */
export async function findVisitorTies(
  db: Db,
  who: { visitorId: Buffer; shopkeeperId: AccountId; places: readonly Buffer[]; since: Date },
): Promise<VisitorTies> {
  const { rows } = await sql<VisitorTies>`
    select
      exists (select from visitor_accounts v join accounts a on a.id = v.account_id
        where v.visitor_id = ${who.visitorId} and a.role <> 'shopkeeper') as is_crew,
      exists (select from account_places
        where account_id = ${who.shopkeeperId} and place = any(${who.places}::bytea[]) and seen_at > ${who.since}) as is_own_place
  `.execute(db);
  const [ties] = rows;
  if (!ties) throw new Error('a look at a visitor answered nothing');
  return ties;
}
