import { questions } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { type EditFaqDeps, editFaq } from './file-faq.ts';
import type { QuestionsDeps } from './questions-deps.ts';

export type QuestionRoutesDeps = EditFaqDeps & Pick<QuestionsDeps, 'listProductFaqs'>;

/** The HTTP face of what buyers of a product are told. */
export function mountQuestionRoutes(on: OnRoute, deps: QuestionRoutesDeps): void {
  on(questions.listFaqs, async (caller, { productId }) => {
    await deps.checkProduct(caller, productId);
    return { faqs: await deps.listProductFaqs(deps.db, productId) };
  });
  on(questions.changeFaq, async (caller, input) => {
    await editFaq(deps, caller, input);
    return {};
  });
}
