import { type AccountId, type EvidenceId, type ShareId, type TaskId, tasks } from '@shoal/contract';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { lockName } from '../../platform/lock-name.ts';
import type { Place } from '../../platform/place.ts';
import { BURST_WINDOW_MS, DEVICE_WINDOW_MS, PLACE_WINDOW_MS } from './judge-click.ts';
import type { EvidenceRecord, TasksTables } from './tasks.table.ts';

export type NewEvidence = Insertable<TasksTables['taskEvidence']>;
/** Whose standing with which task moves, and by what. */
export type Touched = Pick<EvidenceRecord, 'id' | 'taskId' | 'shopkeeperId'>;

/** What gives something. */
const COUNTING: tasks.EvidenceVerdict[] = ['counted', 'released'];
/** Enough clicks of a link to stand when some of them are held later. */
const MAX_CLICKS_KEPT = 20;
const MAX_HELD_KEPT = 200;

/** Keeps a claim, unless the same one on the same link is known. @returns whether it is new. */
export async function insertClaim(tx: Db, claim: NewEvidence): Promise<boolean> {
  const inserted = await tx
    .insertInto('taskEvidence')
    .values(claim)
    .onConflict((conflict) =>
      conflict
        .columns(['shareId', 'grade'])
        .where(sql<boolean>`grade in ('E0', 'E1') and not reasons @> '{repeated}'`)
        .doNothing(),
    )
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Counts that a claim came again. @returns how often by now. */
export async function countRepeat(
  tx: Db,
  { grade, shareId }: { shareId: ShareId; grade: 'E0' | 'E1' },
): Promise<number> {
  const { repeats } = await tx
    .updateTable('taskEvidence')
    .set((eb) => ({ repeats: eb('repeats', '+', 1) }))
    .where('shareId', '=', shareId)
    .where('grade', '=', grade)
    .where(sql<boolean>`not reasons @> '{repeated}'`)
    .returning('repeats')
    .executeTakeFirstOrThrow();
  return repeats;
}

/** Keeps that a claim came too often, once. */
export async function insertRepeated(tx: Db, claim: NewEvidence): Promise<void> {
  await tx
    .insertInto('taskEvidence')
    .values(claim)
    .onConflict((conflict) =>
      conflict
        .columns(['shareId', 'grade'])
        .where(sql<boolean>`grade in ('E0', 'E1') and reasons @> '{repeated}'`)
        .doNothing(),
    )
    .execute();
}

/** Her claims come one after the other from here to the end of the transaction, so that each sees the one before. */
export const lockClaimant = (tx: Db, shopkeeperId: AccountId): Promise<void> => lockName(tx, `claims ${shopkeeperId}`);

/** When she last claimed that she forwarded another link. */
export async function findLastOtherClaim(tx: Db, shopkeeperId: AccountId, shareId: ShareId): Promise<Date | null> {
  const row = await tx
    .selectFrom('taskEvidence')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('shopkeeperId', '=', shopkeeperId)
    .where('grade', '=', 'E1')
    .where('shareId', '!=', shareId)
    .executeTakeFirstOrThrow();
  return row.at;
}

/** Clicks of one device, and of one address, come one after the other from here to the end of the transaction. */
export async function lockClicker(tx: Db, { place: { address }, visitorId }: { visitorId: Buffer; place: Place }) {
  for (const name of [visitorId, address])
    await sql`select pg_advisory_xact_lock(${toLockKey(name)}::bigint)`.execute(tx);
}

const toLockKey = (name: Buffer) => name.readBigInt64BE(0).toString();

type Clicker = {
  taskId: TaskId;
  shareId: ShareId;
  shopkeeperId: AccountId;
  visitorId: Buffer;
  place: Place;
  at: Date;
};

/** What is known of a link and of who clicks it, in one look. */
export async function readClicker(tx: Db, { at, place, shareId, shopkeeperId, taskId, visitorId }: Clicker) {
  const since = (windowMs: number) => new Date(at.getTime() - windowMs);
  const { rows } = await sql<{
    claimedAt: Date | null;
    counted: number;
    held: number;
    isKnownHere: boolean;
    hasOtherLink: boolean;
    shopkeepers: number;
    ofOne: number;
    ofAll: number;
    fromAddress: number;
  }>`
    select
      (select min(at) from task_evidence where share_id = ${shareId} and grade in ('E0', 'E1')) as claimed_at,
      (select count(*) from task_evidence where task_id = ${taskId} and shopkeeper_id = ${shopkeeperId}
        and share_id = ${shareId} and grade = 'E2' and verdict in ('counted', 'released')) as counted,
      (select count(*) from task_evidence where task_id = ${taskId} and shopkeeper_id = ${shopkeeperId}
        and share_id = ${shareId} and grade = 'E2' and verdict = 'held') as held,
      d.is_known_here, d.has_other_link, d.shopkeepers,
      p.of_one, p.of_all, p.from_address
    from (
      select
        coalesce(bool_or(share_id = ${shareId}), false) as is_known_here,
        coalesce(bool_or(task_id = ${taskId} and share_id <> ${shareId}), false) as has_other_link,
        count(distinct shopkeeper_id) filter (where shopkeeper_id <> ${shopkeeperId}) + 1 as shopkeepers
      from task_evidence where visitor_id = ${visitorId} and at > ${since(DEVICE_WINDOW_MS)}
    ) d, (
      select
        count(*) filter (where place = ${place.place} and shopkeeper_id = ${shopkeeperId}) as of_one,
        count(*) filter (where place = ${place.place}) as of_all,
        count(*) filter (where at > ${since(BURST_WINDOW_MS)}) as from_address
      from task_evidence where address = ${place.address} and at > ${since(PLACE_WINDOW_MS)}
    ) p`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a look at evidence answered nothing');
  return { ...row, isFull: row.counted >= MAX_CLICKS_KEPT, isHeldFull: row.held >= MAX_HELD_KEPT };
}

/** Keeps a click that counts, unless this device counts for the task already. @returns whether it does now. */
export async function insertCountedClick(tx: Db, click: NewEvidence): Promise<boolean> {
  const inserted = await tx
    .insertInto('taskEvidence')
    .values(click)
    .onConflict((conflict) =>
      conflict
        .columns(['taskId', 'visitorId'])
        .where(sql<boolean>`grade = 'E2' and verdict in ('counted', 'released')`)
        .doNothing(),
    )
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function insertEvidence(tx: Db, evidence: NewEvidence): Promise<void> {
  await tx.insertInto('taskEvidence').values(evidence).execute();
}

/** Casts doubt on what a device, or an address and browser, was counted for lately. @returns what is held now. */
export async function holdBack(
  tx: Db,
  whose: { visitorId: Buffer; since: Date } | { place: Buffer; since: Date },
  reason: tasks.HoldReason,
): Promise<Touched[]> {
  const counted = tx
    .updateTable('taskEvidence')
    .set({ verdict: 'held', reasons: [reason] })
    .where('grade', '=', 'E2')
    .where('verdict', '=', 'counted')
    .where('at', '>', whose.since)
    .returning(['id', 'taskId', 'shopkeeperId']);
  const mine =
    'visitorId' in whose ? counted.where('visitorId', '=', whose.visitorId) : counted.where('place', '=', whose.place);
  return mine.execute();
}

/** Judges evidence that was held. One device still counts once for a task, so the second of its clicks stays held. */
export async function setVerdicts(
  tx: Db,
  evidenceIds: readonly EvidenceId[],
  judgement: { verdict: 'held' | 'released' | 'rejected'; by: AccountId; at: Date },
): Promise<Touched[]> {
  const { at, by, verdict } = judgement;
  const { rows } = await sql<Touched>`
    update task_evidence e set verdict = ${verdict}, judged_by = ${by}, judged_at = ${at}
    where id = any(${evidenceIds}::uuid[]) and verdict <> 'counted' and verdict <> ${verdict}
      and not reasons && ${[...tasks.judgedWithOrder]}::text[]
      and (${verdict} <> 'released' or visitor_id is null or (
        not exists (
          select from task_evidence o where o.task_id = e.task_id and o.visitor_id = e.visitor_id
            and o.grade = 'E2' and o.verdict in ('counted', 'released'))
        and not exists (
          select from task_evidence o where o.task_id = e.task_id and o.visitor_id = e.visitor_id
            and o.grade = 'E2' and o.verdict <> 'counted' and o.id = any(${evidenceIds}::uuid[]) and o.id < e.id)))
    returning id, task_id, shopkeeper_id`.execute(tx);
  return rows;
}

/** Those of the ids that were ever held. */
export const countHeldAmong = async (db: Db, evidenceIds: readonly EvidenceId[]): Promise<number> => {
  const { known } = await db
    .selectFrom('taskEvidence')
    .select((eb) => eb.fn.countAll<number>().as('known'))
    .where('id', 'in', evidenceIds)
    .where('verdict', '!=', 'counted')
    .executeTakeFirstOrThrow();
  return known;
};

/** The best grade that counts of each link of hers. */
export async function listBestOfLinks(tx: Db, taskId: TaskId, shopkeeperId: AccountId): Promise<tasks.TaskGrade[]> {
  const rows = await tx
    .selectFrom('taskEvidence')
    .select((eb) => eb.fn.max('grade').as('grade'))
    .where('taskId', '=', taskId)
    .where('shopkeeperId', '=', shopkeeperId)
    .where('verdict', 'in', COUNTING)
    .groupBy('shareId')
    .execute();
  return rows.map(({ grade }) => grade);
}

/** Hashes of who clicked are kept for seven days. */
export async function forgetClickers(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('taskEvidence')
    .set({ place: null, address: null, visitorId: null })
    .where('at', '<', new Date(now.getTime() - 7 * DEVICE_WINDOW_MS))
    .where('address', 'is not', null)
    .execute();
}
