import { z } from 'zod';
import { FaqId, ProductId } from '../ids.ts';
import { crew } from '../roles.ts';
import { route } from '../route.ts';
import { FaqAnswer, FiledFaq, RaisedText } from './question.ts';

export const listFaqs = route({
  method: 'GET',
  path: '/products/:productId/faqs',
  callers: crew,
  params: z.strictObject({ productId: ProductId }),
  response: z.strictObject({ faqs: z.array(FiledFaq) }),
  errors: ['catalog.not_found'],
  summary: 'What buyers of a product are told, newest first, at most 200',
});

export const changeFaq = route({
  method: 'PATCH',
  path: '/products/:productId/faqs/:faqId',
  callers: crew,
  params: z.strictObject({ productId: ProductId, faqId: FaqId }),
  body: z.strictObject({
    question: RaisedText.optional(),
    answer: FaqAnswer.optional(),
    isArchived: z.boolean().optional(),
  }),
  response: z.strictObject({}),
  errors: ['catalog.not_found', 'questions.not_found', 'catalog.claim_unproven'],
  summary: 'Changes what buyers of a product are told, or puts it away; safe to repeat',
});
