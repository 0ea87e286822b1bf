import { type AccessRow, crewOfShow, foreign, inRoom, key, ofBrand } from './access-row.ts';

const showOrQuestion = ['shows.not_found', 'questions.not_found'] as const;
const faqWords = { question: 'Can it be brewed cold?', answer: 'Yes.' };

export const questionRows: AccessRow[] = [
  inRoom('question:raise', 'S H o N N N', () => ({ questionId: crypto.randomUUID(), text: 'Can it be brewed cold?' })),
  inRoom('question:vote', 'S H o N N N', () => ({ questionId: crypto.randomUUID(), isWanted: true })),
  inRoom('questions:list', 'S H o H o o'),
  crewOfShow('question:move', ({ questionId }) => ({ ...key(), questionId, to: 'answering' })),
  foreign('question:move', showOrQuestion, ({ foreignQuestionId }, { showId }) => ({
    ...key(),
    showId,
    questionId: foreignQuestionId,
    to: 'dismissed',
  })),
  crewOfShow('question:answer', ({ questionId }) => ({ ...key(), questionId, answer: '' })),
  foreign('question:answer', showOrQuestion, ({ foreignQuestionId }, { showId }) => ({
    ...key(),
    showId,
    questionId: foreignQuestionId,
    answer: '',
  })),
  crewOfShow('question:file', ({ productId, questionId }) => ({ ...key(), ...faqWords, questionId, productId })),
  foreign(
    'question:file',
    [...showOrQuestion, 'catalog.not_found'],
    ({ foreignProductId }, { questionId, showId }) => ({
      ...key(),
      ...faqWords,
      showId,
      questionId,
      productId: foreignProductId,
    }),
  ),
  ofBrand('GET /products/:productId/faqs', ({ productId }) => ({ productId })),
  ofBrand('PATCH /products/:productId/faqs/:faqId', ({ faqId, faqProductId }) => ({
    productId: faqProductId,
    faqId,
    answer: 'Yes, for six hours.',
  })),
  foreign(
    'PATCH /products/:productId/faqs/:faqId',
    ['catalog.not_found', 'questions.not_found'],
    ({ foreignFaqId }, { faqProductId }) => ({ productId: faqProductId, faqId: foreignFaqId, isArchived: true }),
  ),
];
