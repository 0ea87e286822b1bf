import { z } from 'zod';
import { BrandId } from '../ids.ts';
import { MAX_CHAT_WORD_LENGTH, MAX_CHAT_WORDS } from '../limits.ts';
import { crew } from '../roles.ts';
import { route } from '../route.ts';
import { line } from '../text.ts';

const byBrand = z.strictObject({ brandId: BrandId });

export const listWords = route({
  method: 'GET',
  path: '/brands/:brandId/chat-words',
  callers: crew,
  params: byBrand,
  response: z.strictObject({ words: z.array(z.string()) }),
  errors: ['catalog.not_found'],
  summary: "Words that hold a guest's message until somebody reviews it",
});

export const putWords = route({
  method: 'PUT',
  path: '/brands/:brandId/chat-words',
  callers: crew,
  params: byBrand,
  body: z.strictObject({ words: z.array(line(MAX_CHAT_WORD_LENGTH)).max(MAX_CHAT_WORDS) }),
  response: z.strictObject({ words: z.array(z.string()) }),
  errors: ['catalog.not_found'],
  summary: 'Replaces the words; two that differ only in case or width are one',
});
