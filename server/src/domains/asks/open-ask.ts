import { AppError, type AskId, type asks, type CommandInput, type PreparedAskId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { insertAsk, lockOpenAsk, type StoredQuestion } from './asks.store.ts';
import type { Append, AskedShow, AsksDeps } from './asks-deps.ts';
import { closeLocked } from './close-ask.ts';
import { findPreparedAsk } from './prepared-asks.store.ts';

export type StartAskDeps = Pick<AsksDeps, 'getProductName' | 'newId' | 'now'>;
export type OpenAskDeps = StartAskDeps & Pick<AsksDeps, 'hostCommand'>;

/** What is to be asked: a draft, or no more than "are you there". */
type Asking = {
  draft: asks.AskDraft | { kind: 'check_in'; openSeconds: number };
  preparedAskId: PreparedAskId | null;
  isSurprise: boolean;
};

/**
 * Asks everybody in the live show; what is open is closed first [AK1].
 * @throws AppError `shows.not_found` | `shows.not_live` | `asks.not_found` | `catalog.not_found` | `request.key_reused`
 */
export async function openAsk(
  deps: OpenAskDeps,
  caller: Member,
  input: CommandInput<typeof asks.openAsk>,
): Promise<{ askId: AskId; seq: number }> {
  const { answer } = await deps.hostCommand({ name: 'ask:open', caller, input }, async (tx, show, append) => {
    if (show.state !== 'live') throw new AppError('shows.not_live', `the show is ${show.state}`);
    const asking = await resolve(tx, show, input.ask);
    const open = await lockOpenAsk(tx, show.id);
    if (open) await closeLocked({ tx, append }, open);
    return startAsk(deps, { tx, append }, { show, asking });
  });
  return answer;
}

async function resolve(tx: Db, show: AskedShow, ask: CommandInput<typeof asks.openAsk>['ask']): Promise<Asking> {
  if (ask.from === 'draft') return { draft: ask.draft, preparedAskId: null, isSurprise: false };
  if (ask.from === 'check_in') return toCheckIn(ask.openSeconds, false);
  const prepared = await findPreparedAsk(tx, show.id, ask.preparedAskId);
  if (!prepared) throw new AppError('asks.not_found', `the show has no prepared ask ${ask.preparedAskId}`);
  return { draft: prepared.draft, preparedAskId: ask.preparedAskId, isSurprise: false };
}

export const toCheckIn = (openSeconds: number, isSurprise: boolean): Asking => ({
  draft: { kind: 'check_in', openSeconds },
  preparedAskId: null,
  isSurprise,
});

/** Opens an ask in a show that is locked and has none open. */
export async function startAsk(
  deps: StartAskDeps,
  { append, tx }: { tx: Db; append: Append },
  { asking, show }: { show: AskedShow; asking: Asking },
): Promise<{ askId: AskId; seq: number }> {
  const { draft, isSurprise, preparedAskId } = asking;
  const productId = draft.kind === 'quiz' ? draft.productId : null;
  const productName = productId && (await deps.getProductName(tx, show.brandId, productId));
  const askId = deps.newId<AskId>();
  const questions = toStored(draft);
  const openedAt = deps.now();
  const closesAt = new Date(openedAt.getTime() + draft.openSeconds * 1_000);
  const showsResultsLive = draft.kind === 'poll' && draft.showsResultsLive;
  const { seq } = await append('ask.opened', {
    askId,
    isSurprise,
    showsResultsLive,
    kind: draft.kind,
    questions: toAsked(draft.kind, questions),
    product: productId && productName ? { productId, name: productName } : null,
    closesAt: closesAt.toISOString(),
  });
  await insertAsk(tx, {
    isSurprise,
    openedAt,
    closesAt,
    preparedAskId,
    productId,
    productName,
    showsResultsLive,
    id: askId,
    showId: show.id,
    kind: draft.kind,
    questions: JSON.stringify(questions),
    openedSeq: seq,
  });
  return { askId, seq };
}

function toStored(draft: Asking['draft']): StoredQuestion[] {
  if (draft.kind === 'check_in') return [{ text: '', options: [''], solution: null }];
  if (draft.kind === 'poll') return [{ text: draft.text, options: draft.options, solution: null }];
  return draft.questions.map(({ explanation, options, rightOption, text }) => ({
    text,
    options,
    solution: { rightOption, explanation },
  }));
}

/** The questions as everybody may know them: what is right stays here until the close [AK3]. */
export const toAsked = (kind: asks.AskKind, questions: readonly StoredQuestion[]): asks.OpenedAsk['questions'] =>
  kind === 'check_in' ? [] : questions.map(({ options, text }) => ({ text, options }));
