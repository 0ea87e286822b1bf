import { insights } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { type ExportReportDeps, exportReport } from './export-report.ts';
import { getReport } from './get-report.ts';

/** The HTTP face of what came of a show. */
export function mountInsightRoutes(on: OnRoute, deps: ExportReportDeps): void {
  on(insights.getReport, (caller, { showId }) => getReport(deps, caller, showId));
  on(insights.exportReport, (caller, input) => exportReport(deps, caller, input));
}
