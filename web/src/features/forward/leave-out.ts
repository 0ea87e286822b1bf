/** Words without these sentences; the line breaks between the others stay. */
export const leaveOut = (words: string, sentences: readonly string[]): string =>
  sentences.length === 0
    ? words
    : sentences
        .reduce((left, sentence) => left.replaceAll(sentence, ''), words)
        .replace(/\n{3,}/g, '\n\n')
        .trim();
