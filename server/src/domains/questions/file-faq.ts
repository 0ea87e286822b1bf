import { AppError, type CommandInput, type FaqId, type questions, type RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { putFaq, updateFaq } from './faqs.store.ts';
import { getLocked } from './move-question.ts';
import type { QuestionsDeps } from './questions-deps.ts';

export type FileFaqDeps = Pick<QuestionsDeps, 'checkWords' | 'hasProduct' | 'hostCommand' | 'newId' | 'now'>;
export type EditFaqDeps = Pick<QuestionsDeps, 'checkProduct' | 'checkWords' | 'db' | 'now'>;

/**
 * Files a question under a product of the show, for its buyers [QU5].
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `questions.not_found` | `catalog.not_found` |
 * `catalog.claim_unproven` with the sentences marked | `request.key_reused`
 */
export async function fileFaq(
  { checkWords, hasProduct, hostCommand, newId, now }: FileFaqDeps,
  caller: Member,
  input: CommandInput<typeof questions.fileFaq>,
): Promise<{ faqId: FaqId }> {
  const { answer: words, productId, question, questionId, showId } = input;
  const { answer } = await hostCommand({ name: 'question:file', caller, input }, async (tx, { isRehearsal }) => {
    if (isRehearsal) throw new AppError('shows.wrong_state', 'a rehearsal files no FAQ');
    await getLocked(tx, showId, questionId);
    if (!(await hasProduct(tx, showId, productId))) {
      throw new AppError('catalog.not_found', `show ${showId} has no product ${productId}`);
    }
    await checkWords(tx, [{ field: 'faq.answer', text: words, about: { productId } }], now());
    const filed = { question, answer: words, filedBy: caller.accountId, filedAt: now() };
    return { faqId: await putFaq(tx, { ...filed, id: newId<FaqId>(), productId, showId, questionId }) };
  });
  return answer;
}

/**
 * Changes what buyers are told, or puts it away.
 * @throws AppError `catalog.not_found` | `questions.not_found` | `catalog.claim_unproven` with the sentences marked
 */
export async function editFaq(
  { checkProduct, checkWords, db, now }: EditFaqDeps,
  caller: Member,
  { answer, faqId, isArchived, productId, question }: RouteInput<typeof questions.changeFaq>,
): Promise<void> {
  await checkProduct(caller, productId);
  if (answer !== undefined) await checkWords(db, [{ field: 'faq.answer', text: answer, about: { productId } }], now());
  const isFound = await updateFaq(
    db,
    { faqId, productId },
    {
      ...(question !== undefined && { question }),
      ...(answer !== undefined && { answer }),
      ...(isArchived !== undefined && { archivedAt: isArchived ? now() : null }),
    },
  );
  if (!isFound) throw new AppError('questions.not_found', `product ${productId} has no faq ${faqId}`);
}
