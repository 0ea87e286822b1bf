import { AppError, type insights, type ShowId, type shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';

/** A show as far as its report depends on it. */
export type ReportedShow = {
  title: string;
  state: shows.ShowState;
  isRehearsal: boolean;
  wentLiveAt: Date | null;
  endedAt: Date | null;
};

export type ReportDeps = {
  db: Db;
  now: () => Date;
  /** @throws AppError `shows.not_found` for all but the crew */
  getCommandedShow: (db: Db, caller: Member, showId: ShowId) => Promise<ReportedShow>;
  readSchool: (db: Db, showId: ShowId) => Promise<insights.ReportSchool>;
  listDrops: (db: Db, showId: ShowId) => Promise<insights.ReportDrop[]>;
  listTasks: (db: Db, showId: ShowId) => Promise<insights.ReportTask[]>;
  listAsks: (db: Db, showId: ShowId) => Promise<insights.ReportAsk[]>;
  listShopkeepers: (db: Db, showId: ShowId, limit: number) => Promise<insights.ReportShopkeeper[]>;
};

const SHOWN_SHOPKEEPERS = 10;

/** What came of a show that is over; a query for each of its parts. @throws AppError `shows.not_found` | `shows.wrong_state` */
export async function getReport(deps: ReportDeps, caller: Member, showId: ShowId): Promise<insights.ShowReport> {
  const show = await getEndedShow(deps, caller, showId);
  const { db } = deps;
  const [school, drops, tasks, asks, shopkeepers] = await Promise.all([
    deps.readSchool(db, showId),
    deps.listDrops(db, showId),
    deps.listTasks(db, showId),
    deps.listAsks(db, showId),
    deps.listShopkeepers(db, showId, SHOWN_SHOPKEEPERS),
  ]);
  const countedAt = deps.now().toISOString();
  return { ...show, showId, countedAt, school, drops, tasks, asks, shopkeepers };
}

/** @throws AppError `shows.not_found` | `shows.wrong_state` */
export async function getEndedShow({ db, getCommandedShow }: ReportDeps, caller: Member, showId: ShowId) {
  const { endedAt, isRehearsal, state, title, wentLiveAt } = await getCommandedShow(db, caller, showId);
  if (!endedAt || !wentLiveAt) throw new AppError('shows.wrong_state', `a show that is ${state} has no report yet`);
  return { title, isRehearsal, wentLiveAt: wentLiveAt.toISOString(), endedAt: endedAt.toISOString() };
}
