import type { asks, RouteRequest } from '@shoal/contract';

/** A quiz or poll as it is sent. */
export type AskDraft = RouteRequest<typeof asks.putPreparedAsk>['draft'];
export type QuizDraft = Extract<AskDraft, { kind: 'quiz' }>;
export type PollDraft = Extract<AskDraft, { kind: 'poll' }>;

export const openChoices = [30, 60, 120, 300] as const;

export const emptyDraft = (kind: AskDraft['kind']): AskDraft =>
  kind === 'quiz'
    ? { kind, productId: null, openSeconds: 60, questions: [emptyQuestion()] }
    : { kind, text: '', options: ['', ''], showsResultsLive: true, openSeconds: 60 };

export const emptyQuestion = (): QuizDraft['questions'][number] => ({
  text: '',
  options: ['', ''],
  rightOption: 0,
  explanation: '',
});

/** What it is called in lists: what it asks first. */
export const toTitle = (draft: AskDraft): string =>
  draft.kind === 'poll' ? draft.text : (draft.questions[0]?.text ?? '');

/** Whether everything is written, and no option twice. */
export const isComplete = (draft: AskDraft): boolean =>
  draft.kind === 'poll' ? isWritten(draft) : draft.questions.every(isWritten);

function isWritten({ options, text }: { options: readonly string[]; text: string }): boolean {
  const written = options.map((option) => option.trim()).filter(Boolean);
  return text.trim() !== '' && written.length === options.length && new Set(written).size === options.length;
}

/** A list with one entry replaced. */
export const withAt = <T>(list: readonly T[], at: number, entry: T): T[] =>
  list.map((old, index) => (index === at ? entry : old));
export const withoutAt = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
