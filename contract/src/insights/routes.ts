import { z } from 'zod';
import { ShowId } from '../ids.ts';
import { crew } from '../roles.ts';
import { route } from '../route.ts';
import { ReportTable, ShowReport } from './report.ts';

export const getReport = route({
  method: 'GET',
  path: '/shows/:showId/report',
  callers: crew,
  params: z.strictObject({ showId: ShowId }),
  response: ShowReport,
  errors: ['shows.not_found', 'shows.wrong_state'],
  summary: 'What came of a show that is over: who came, what each drop, task and ask did, and who brought most',
});

export const exportReport = route({
  method: 'GET',
  path: '/shows/:showId/report/:table',
  callers: crew,
  params: z.strictObject({ showId: ShowId, table: ReportTable }),
  query: z.strictObject({ locale: z.enum(['zh', 'en']).default('zh') }),
  response: z.strictObject({ fileName: z.string(), csv: z.string() }),
  errors: ['shows.not_found', 'shows.wrong_state', 'request.rate_limited'],
  summary: 'One table of a report for a spreadsheet; shopkeepers are all who came or forwarded, at most 10,000',
});
