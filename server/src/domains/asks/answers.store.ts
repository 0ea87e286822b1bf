import type { AccountId, AskId, IdempotencyKey } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { AskRecord } from './asks.store.ts';

/** One answer that is accepted. */
export type AcceptedAnswer = {
  accountId: AccountId;
  question: number;
  option: number;
  idempotencyKey: IdempotencyKey;
  answeredAt: Date;
  receivedAt: Date;
  isTooFast: boolean;
  isRight: boolean | null;
};

export type StandingAnswer = Pick<AcceptedAnswer, 'accountId' | 'question' | 'option' | 'idempotencyKey'>;

/**
 * Writes answers, each person and question at most once among them, and moves the counts by exactly what changed. An
 * answer that stands is kept; a poll's gives way to one that was given later. The caller holds the ask.
 */
export async function writeAnswers(
  tx: Db,
  { id, kind }: Pick<AskRecord, 'id' | 'kind'>,
  answers: readonly AcceptedAnswer[],
): Promise<void> {
  const column = <K extends keyof AcceptedAnswer>(name: K) => answers.map((answer) => answer[name]);
  await sql`
    with told as (
      select * from unnest(
        ${column('accountId')}::uuid[], ${column('question')}::smallint[], ${column('option')}::smallint[],
        ${column('idempotencyKey')}::uuid[], ${column('answeredAt')}::timestamptz[],
        ${column('receivedAt')}::timestamptz[], ${column('isTooFast')}::boolean[], ${column('isRight')}::boolean[]
      ) as t (account_id, question, option, idempotency_key, answered_at, received_at, is_too_fast, is_right)
    ), moved as (
      select told.*, before.option as before_option
      from told left join ask_answers before
        on before.ask_id = ${id} and before.account_id = told.account_id and before.question = told.question
      where before.ask_id is null
        or (${kind} = 'poll' and before.answered_at < told.answered_at
          and before.idempotency_key <> told.idempotency_key)
    ), written as (
      insert into ask_answers
        (ask_id, account_id, question, option, idempotency_key, answered_at, received_at, is_too_fast, is_right)
      select ${id}::uuid, account_id, question, option, idempotency_key, answered_at, received_at, is_too_fast, is_right
      from moved
      on conflict (ask_id, account_id, question) do update set
        option = excluded.option, idempotency_key = excluded.idempotency_key, answered_at = excluded.answered_at,
        received_at = excluded.received_at, is_too_fast = excluded.is_too_fast
    ), change (question, option, people) as (
      select question, option, 1 from moved
      union all
      select question, before_option, -1 from moved where before_option is not null
    )
    insert into ask_counts (ask_id, question, option, people)
    select ${id}::uuid, question, option, sum(people)::int from change group by question, option
    on conflict (ask_id, question, option) do update set people = ask_counts.people + excluded.people`.execute(tx);
}

/** The answers of these people that stand. */
export const listStanding = (db: Db, askId: AskId, accountIds: readonly AccountId[]): Promise<StandingAnswer[]> =>
  db
    .selectFrom('askAnswers')
    .select(['accountId', 'question', 'option', 'idempotencyKey'])
    .where('askId', '=', askId)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .execute();

export type GivenAnswer = Pick<AcceptedAnswer, 'accountId' | 'question' | 'option' | 'isTooFast'>;

export const listGiven = (db: Db, askId: AskId): Promise<GivenAnswer[]> =>
  db
    .selectFrom('askAnswers')
    .select(['accountId', 'question', 'option', 'isTooFast'])
    .where('askId', '=', askId)
    .execute();
