/** Words one after another, with the mark that each language sets between them. */
export const joinWords = (words: readonly string[], locale: 'zh' | 'en'): string =>
  words.join(locale === 'zh' ? '、' : ', ');
