import type { AccountId, QuestionId, questions, ShowId } from '@shoal/contract';
import { type Insertable, type Selectable, sql } from 'kysely';
import { type ChangeCursor, changedSince, readNow } from '../../platform/changed-since.ts';
import type { Db } from '../../platform/database.ts';
import { lockName } from '../../platform/lock-name.ts';
import type { QuestionsTable } from './questions.table.ts';

export type QuestionRecord = Selectable<QuestionsTable>;

export const toQuestion = (row: Omit<QuestionRecord, 'askerId' | 'changedIn' | 'showId'>): questions.Question => ({
  questionId: row.id,
  text: row.text,
  askerName: row.askerName,
  askedAt: row.askedAt.toISOString(),
  state: row.state,
  votes: row.votes,
  answer:
    row.answer !== null && row.answeredAt !== null && row.answeredProgrammeMs !== null
      ? { text: row.answer, at: row.answeredAt.toISOString(), programmeMs: row.answeredProgrammeMs }
      : null,
});

export const findQuestion = (db: Db, id: QuestionId): Promise<QuestionRecord | undefined> =>
  db.selectFrom('questions').selectAll().where('id', '=', id).executeTakeFirst();

/** Holds a question to the end of the transaction. */
export const lockQuestion = (tx: Db, showId: ShowId, id: QuestionId): Promise<QuestionRecord | undefined> =>
  tx
    .selectFrom('questions')
    .selectAll()
    .where('id', '=', id)
    .where('showId', '=', showId)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** One asker after the other within a show, to the end of the transaction: what she has open is counted under it. */
export const lockAsker = (tx: Db, showId: ShowId, askerId: AccountId): Promise<void> =>
  lockName(tx, `questions ${showId} ${askerId}`);

export async function countOpenOf(tx: Db, showId: ShowId, askerId: AccountId): Promise<number> {
  const { open } = await tx
    .selectFrom('questions')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('showId', '=', showId)
    .where('askerId', '=', askerId)
    .where('state', 'in', ['open', 'answering'])
    .executeTakeFirstOrThrow();
  return open;
}

/** Writes a question with its asker's own vote. @returns undefined when the id is taken. */
export async function insertQuestion(
  tx: Db,
  question: Insertable<QuestionsTable>,
): Promise<QuestionRecord | undefined> {
  const stored = await tx
    .insertInto('questions')
    .values({ ...question, votes: 1 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (stored)
    await tx.insertInto('questionVotes').values({ questionId: stored.id, accountId: stored.askerId }).execute();
  return stored;
}

type Change = Partial<Pick<QuestionRecord, 'state' | 'answer' | 'answeredAt' | 'answeredProgrammeMs'>>;

export async function updateQuestion(tx: Db, id: QuestionId, change: Change): Promise<void> {
  await tx
    .updateTable('questions')
    .set({ ...change, changedIn: sql`pg_current_xact_id()` })
    .where('id', '=', id)
    .execute();
}

export type ListedQuestion = QuestionRecord & { hasVoted: boolean };
const LISTED = 50;

/** Those most wanted, those answered last, and all of one person's own; what is taken up first, then by votes. */
export async function listQuestionsFor(db: Db, showId: ShowId, accountId: AccountId): Promise<ListedQuestion[]> {
  const top = db
    .selectFrom('questions')
    .select('id')
    .where('showId', '=', showId)
    .where('state', 'in', ['open', 'answering'])
    .orderBy('votes', 'desc')
    .orderBy('askedAt')
    .limit(LISTED);
  const answered = db
    .selectFrom('questions')
    .select('id')
    .where('showId', '=', showId)
    .where('state', '=', 'answered')
    .orderBy('answeredAt', 'desc')
    .limit(LISTED);
  return db
    .selectFrom('questions')
    .selectAll('questions')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('questionVotes as vote')
            .select('vote.accountId')
            .whereRef('vote.questionId', '=', 'questions.id')
            .where('vote.accountId', '=', accountId),
        )
        .$castTo<boolean>()
        .as('hasVoted'),
    )
    .where('showId', '=', showId)
    .where((eb) => eb.or([eb('id', 'in', top), eb('id', 'in', answered), eb('askerId', '=', accountId)]))
    .orderBy('votes', 'desc')
    .orderBy('askedAt')
    .execute();
}

/** What moved in these shows since a cursor, and the cursor to ask with next. Without one nothing has moved yet. */
export async function readMoved(
  db: Db,
  showIds: readonly ShowId[],
  cursor: ChangeCursor | null,
): Promise<{ moved: QuestionRecord[]; cursor: ChangeCursor }> {
  type Row = { cursor: ChangeCursor } & (QuestionRecord | { id: null });
  const { rows } = await sql<Row>`
    select ${readNow} as cursor, q.* from (values (1)) as once
    left join questions q on ${cursor !== null} and q.show_id = any(${[...showIds]}::uuid[])
      and ${changedSince(sql.ref('q.changed_in'), cursor)}
    order by q.votes desc`.execute(db);
  const [first] = rows;
  if (!first) throw new Error('a left join of one row answered nothing');
  return { cursor: first.cursor, moved: rows.filter((row) => row.id !== null) };
}
