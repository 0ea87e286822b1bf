import { type Words, wordsOf } from '@shoal/contract/words';
import { useLocale } from './locale.ts';

/** Every sentence in the language on the screen. */
export const useWords = (): Words => wordsOf(useLocale());
