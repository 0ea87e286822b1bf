import { z } from 'zod';
import { command } from '../command.ts';
import { AskId, IdempotencyKey, PreparedAskId, ShowId } from '../ids.ts';
import { MAX_POLL_OPTIONS, MAX_QUIZ_QUESTIONS } from '../limits.ts';
import { crew, shopkeepers } from '../roles.ts';
import { Instant } from '../time.ts';
import { AnswerRow, AskDraft, OpenSeconds, SurpriseCheckIns } from './ask.ts';

const hostCommand = { showId: ShowId, idempotencyKey: IdempotencyKey };

export const openAsk = command({
  name: 'ask:open',
  callers: crew,
  input: z.strictObject({
    ...hostCommand,
    ask: z.discriminatedUnion('from', [
      z.strictObject({ from: z.literal('check_in'), openSeconds: OpenSeconds }),
      z.strictObject({ from: z.literal('prepared'), preparedAskId: PreparedAskId }),
      z.strictObject({ from: z.literal('draft'), draft: AskDraft }),
    ]),
  }),
  output: z.strictObject({ askId: AskId, seq: z.int() }),
  errors: ['shows.not_found', 'shows.not_live', 'asks.not_found', 'catalog.not_found', 'request.key_reused'],
  summary: 'Asks everybody in the live show; what was open before is closed first. A retry gets the first ask',
});

export const closeAsk = command({
  name: 'ask:close',
  callers: crew,
  input: z.strictObject({ ...hostCommand, askId: AskId }),
  output: z.strictObject({ seq: z.int() }),
  errors: ['shows.not_found', 'asks.not_found', 'request.key_reused'],
  summary: 'Closes an ask before its time and tells everybody how it went; closing it again answers the first close',
});

export const armCheckIns = command({
  name: 'ask:arm',
  callers: crew,
  input: z.strictObject({ ...hostCommand, surprise: SurpriseCheckIns.nullable() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'shows.not_live', 'request.key_reused'],
  summary: 'From now on the server checks in at moments that nobody is told beforehand; null ends it',
});

export const answerAsk = command({
  name: 'ask:answer',
  callers: shopkeepers,
  input: z.strictObject({
    showId: ShowId,
    askId: AskId,
    question: z
      .int()
      .min(0)
      .max(MAX_QUIZ_QUESTIONS - 1),
    option: z
      .int()
      .min(0)
      .max(MAX_POLL_OPTIONS - 1),
    idempotencyKey: IdempotencyKey,
    /** When she tapped, on the server's clock as her phone knows it. */
    answeredAt: Instant,
    /** How long she had seen it by then. */
    tookMs: z.int().min(0).max(86_400_000),
  }),
  output: z.strictObject({
    /** `kept`: an earlier answer of hers stands. `late`: it came too late to count. */
    outcome: z.enum(['counted', 'kept', 'late']),
    /** Her answer that stands; null when there is none. */
    option: z.int().nullable(),
  }),
  errors: ['shows.not_joined', 'asks.not_found', 'server.unavailable'],
  summary: 'A shopkeeper’s answer; answered after commit, safe to repeat. A poll’s may be changed while it is open',
});

export const listAnswers = command({
  name: 'answers:list',
  callers: crew,
  input: z.strictObject({ showId: ShowId, askId: AskId }),
  output: z.strictObject({ people: z.array(AnswerRow), unanswered: z.int() }),
  errors: ['shows.not_found', 'asks.not_found'],
  summary: 'Who answered what, at most 500: who is here and has not answered first. `unanswered` counts all of those',
});
