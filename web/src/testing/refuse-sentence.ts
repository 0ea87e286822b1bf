import type { catalog } from '@shoal/contract';

/** Answers as the server does to words of which one sentence claims what nothing proves. */
export const refuseSentence = (field: catalog.CopyField, sentence: string) => () => {
  const mark = {
    field,
    start: 0,
    end: sentence.length,
    sentence,
    kinds: ['health'],
    words: [],
    reason: 'never_allowed',
  };
  throw {
    status: 422,
    body: { error: { code: 'catalog.claim_unproven', message: '', retry: 'never', marks: [mark] } },
  };
};
