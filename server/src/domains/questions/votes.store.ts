import type { ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ComingVote, StandingVote } from './questions-deps.ts';

/**
 * Writes votes of one show and moves the counts by exactly what changed, in one transaction. Of one person's votes on a
 * question the last one counts. A question that is answered or dismissed keeps its votes.
 * @returns for each vote what stands; undefined when the show has no such question.
 */
export async function writeVotes(db: Db, showId: ShowId, coming: readonly ComingVote[]): Promise<StandingVote[]> {
  const last = [...new Map(coming.map((vote) => [toPlace(vote), vote])).values()];
  const votesOf = await db.transaction().execute(async (tx) => {
    await lockVoted(tx, showId, last);
    await applyVotes(tx, showId, last);
    return readStanding(tx, showId, last);
  });
  return coming.map((vote) => votesOf.get(toPlace(vote)));
}

const toPlace = ({ accountId, questionId }: Pick<ComingVote, 'accountId' | 'questionId'>) =>
  `${accountId} ${questionId}`;
const told = (votes: readonly ComingVote[]) => sql`
  select * from unnest(
    ${votes.map(({ questionId }) => questionId)}::uuid[], ${votes.map(({ accountId }) => accountId)}::uuid[],
    ${votes.map(({ isWanted }) => isWanted)}::boolean[]
  ) as t (question_id, account_id, is_wanted)`;

/** In one order on every server, so that two batches never wait for each other. */
const lockVoted = (tx: Db, showId: ShowId, votes: readonly ComingVote[]) =>
  sql`
    select id from questions
    where show_id = ${showId} and id = any(${votes.map(({ questionId }) => questionId)}::uuid[])
    order by id for no key update`.execute(tx);

const applyVotes = (tx: Db, showId: ShowId, votes: readonly ComingVote[]) =>
  sql`
    with told as (${told(votes)}), valid as (
      select told.* from told join questions q on q.id = told.question_id
      where q.show_id = ${showId} and q.state in ('open', 'answering')
    ), added as (
      insert into question_votes (question_id, account_id)
      select question_id, account_id from valid where is_wanted
      on conflict do nothing returning question_id
    ), removed as (
      delete from question_votes v using valid
      where not valid.is_wanted and v.question_id = valid.question_id and v.account_id = valid.account_id
      returning v.question_id
    ), moved as (
      select question_id, sum(by)::int as by
      from (select question_id, 1 as by from added union all select question_id, -1 from removed) one
      group by question_id
    )
    update questions q set votes = q.votes + moved.by, changed_in = pg_current_xact_id()
    from moved where q.id = moved.question_id and moved.by <> 0`.execute(tx);

async function readStanding(tx: Db, showId: ShowId, votes: readonly ComingVote[]) {
  type Row = Pick<ComingVote, 'accountId' | 'questionId'> & { votes: number; isWanted: boolean };
  const { rows } = await sql<Row>`
    with told as (${told(votes)})
    select told.question_id, told.account_id, q.votes, v.account_id is not null as is_wanted
    from told join questions q on q.id = told.question_id and q.show_id = ${showId}
    left join question_votes v on v.question_id = told.question_id and v.account_id = told.account_id`.execute(tx);
  return new Map(rows.map((row) => [toPlace(row), { votes: row.votes, isWanted: row.isWanted }]));
}
