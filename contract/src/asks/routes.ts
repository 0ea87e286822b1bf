import { z } from 'zod';
import { AskId, PreparedAskId, SegmentId, ShowId } from '../ids.ts';
import { crew, shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { AskDraft, AskRow, Badge, PreparedAsk, SurpriseCheckIns } from './ask.ts';

const byShow = z.strictObject({ showId: ShowId });
const byPrepared = z.strictObject({ showId: ShowId, preparedAskId: PreparedAskId });

export const listAsks = route({
  method: 'GET',
  path: '/shows/:showId/asks',
  callers: crew,
  params: byShow,
  response: z.strictObject({
    prepared: z.array(PreparedAsk),
    /** Newest first, at most 200. */
    asks: z.array(AskRow),
    surprise: SurpriseCheckIns.nullable(),
  }),
  errors: ['shows.not_found'],
  summary: 'All that is prepared and was asked in a show, with how it went',
});

export const putPreparedAsk = route({
  method: 'PUT',
  path: '/shows/:showId/prepared-asks/:preparedAskId',
  callers: crew,
  params: byPrepared,
  body: z.strictObject({ segmentId: SegmentId.nullable(), draft: AskDraft }),
  response: PreparedAsk,
  errors: ['shows.not_found', 'shows.wrong_state', 'catalog.not_found', 'asks.too_many', 'asks.not_found'],
  summary: 'Prepares a quiz or poll, or changes one; the caller makes the id, so repeating it is safe',
});

export const deletePreparedAsk = route({
  method: 'DELETE',
  path: '/shows/:showId/prepared-asks/:preparedAskId',
  callers: crew,
  params: byPrepared,
  response: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Takes a prepared quiz or poll out; what was asked already stays',
});

export const exportAnswers = route({
  method: 'GET',
  path: '/shows/:showId/asks/:askId/answers',
  callers: crew,
  params: z.strictObject({ showId: ShowId, askId: AskId }),
  query: z.strictObject({ locale: z.enum(['zh', 'en']).default('zh') }),
  response: z.strictObject({ fileName: z.string(), csv: z.string() }),
  errors: ['shows.not_found', 'asks.not_found', 'request.rate_limited'],
  summary: 'Every answer to one ask as a table that spreadsheets open; no cell of it is a formula',
});

export const listMyBadges = route({
  method: 'GET',
  path: '/me/badges',
  callers: shopkeepers,
  response: z.strictObject({ badges: z.array(Badge) }),
  errors: [],
  summary: 'The products that she has studied, newest first',
});
