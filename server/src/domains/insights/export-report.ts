import type { Currency, insights, Money, RouteInput, RouteResponse, ShowId } from '@shoal/contract';
import { type Words, wordsOf } from '@shoal/contract/words';
import type { Member } from '../../platform/caller.ts';
import { toCsv, toDecimal, toFileMoment } from '../../platform/csv.ts';
import { exportLimit, type RateLimits } from '../../platform/rate-limits.ts';
import { getEndedShow, type ReportDeps } from './get-report.ts';

export type ExportReportDeps = ReportDeps & { limits: RateLimits };

type Cell = string | number;
type Table = { head: string[]; lines: Cell[][] };

const MAX_SHOPKEEPERS = 10_000;

/** One table of a report for a spreadsheet. @throws AppError `shows.not_found` | `shows.wrong_state` | `request.rate_limited` */
export async function exportReport(
  deps: ExportReportDeps,
  caller: Member,
  { locale, showId, table }: RouteInput<typeof insights.exportReport>,
): Promise<RouteResponse<typeof insights.exportReport>> {
  const { wentLiveAt } = await getEndedShow(deps, caller, showId);
  await deps.limits.take(exportLimit, caller.accountId);
  const { head, lines } = await tables[table](deps, showId, wordsOf(locale));
  return { fileName: `${table}-${toFileMoment(new Date(wentLiveAt))}.csv`, csv: toCsv(head, lines) };
}

type ToTable = (deps: ReportDeps, showId: ShowId, words: Words) => Promise<Table>;

const tables: Record<insights.ReportTable, ToTable> = {
  async drops({ db, listDrops }, showId, { report: { column, yes } }) {
    const rows = await listDrops(db, showId);
    const sales = toSales(rows);
    return {
      head: [
        ...[column.drop, column.droppedAt, column.recalled, column.seen, column.saved, column.forwarded, column.clicks],
        ...[column.orders, ...sales.head(column.sales)],
      ],
      lines: rows.map((row) => [
        ...[row.title, row.at, row.isRecalled ? yes : '', row.seen, row.saved, row.forwarded, row.clicks],
        ...[row.orders, ...sales.cells(row)],
      ]),
    };
  },
  async tasks({ db, listTasks }, showId, { report: { column } }) {
    return {
      head: [
        ...[column.task, column.openedAt, column.target, column.forwarded, column.opened, column.ordered, column.held],
      ],
      lines: (await listTasks(db, showId)).map((row) => [
        ...[row.title, row.openedAt, row.targetForwards, row.forwarded, row.opened, row.ordered, row.held],
      ]),
    };
  },
  async asks({ db, listAsks }, showId, { asks: { kind }, report: { column } }) {
    return {
      head: [column.ask, column.kind, column.openedAt, column.answered, column.allRight],
      lines: (await listAsks(db, showId)).map((row) => [
        ...[row.text ?? kind[row.kind], kind[row.kind], row.openedAt, row.answered, row.allRight ?? ''],
      ]),
    };
  },
  async shopkeepers({ db, listShopkeepers }, showId, { report: { column } }) {
    const rows = await listShopkeepers(db, showId, MAX_SHOPKEEPERS);
    const sales = toSales(rows);
    return {
      head: [
        ...[column.shopkeeper, column.stayMinutes, column.forwarded, column.clicks, column.points, column.orders],
        ...sales.head(column.sales),
      ],
      lines: rows.map((row) => [
        ...[row.displayName, (row.stayMs / 60_000).toFixed(1), row.forwarded, row.clicks, row.points, row.orders],
        ...sales.cells(row),
      ]),
    };
  },
};

/** A column for each currency that occurs, so that a spreadsheet can add it up. */
function toSales(rows: readonly { sales: readonly Money[] }[]) {
  const currencies = [
    ...new Set(rows.flatMap(({ sales }) => sales.map(({ currency }): Currency => currency))),
  ].toSorted();
  return {
    head: (label: string) => currencies.map((currency) => `${label} ${currency}`),
    cells: ({ sales }: { sales: readonly Money[] }) =>
      currencies.map((wanted) => toDecimal(sales.find(({ currency }) => currency === wanted)?.amountMinor ?? 0)),
  };
}
