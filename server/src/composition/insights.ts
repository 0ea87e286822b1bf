import { mountInsightRoutes } from '../domains/insights/insights.routes.ts';
import { getCommandedShow } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import {
  listReportAsks,
  listReportDrops,
  listReportShopkeepers,
  listReportTasks,
  readReportSchool,
} from '../views/host-report.ts';
import type { Ground } from './ground.ts';

export function composeInsights({ api, db, limits, now }: Ground, shows: Shows): void {
  mountInsightRoutes(api.on, {
    db,
    limits,
    now,
    getCommandedShow: (from, caller, showId) => getCommandedShow(shows, from, { caller, showId }),
    readSchool: readReportSchool,
    listDrops: listReportDrops,
    listTasks: listReportTasks,
    listAsks: listReportAsks,
    listShopkeepers: listReportShopkeepers,
  });
}
