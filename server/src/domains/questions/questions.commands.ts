import { questions } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import { type FileFaqDeps, fileFaq } from './file-faq.ts';
import { type ListQuestionsDeps, listQuestions } from './list-questions.ts';
import { answerQuestion, type MoveQuestionDeps, moveQuestion } from './move-question.ts';
import { type RaiseQuestionDeps, raiseQuestion } from './raise-question.ts';
import { type VoteQuestionDeps, voteQuestion } from './vote-question.ts';

export type QuestionCommandsDeps = FileFaqDeps &
  ListQuestionsDeps &
  MoveQuestionDeps &
  RaiseQuestionDeps &
  VoteQuestionDeps;

/** The socket face of the question queue. */
export function registerQuestionCommands(on: OnCommand, deps: QuestionCommandsDeps): void {
  on(questions.raiseQuestion, (member, input, { id }) => raiseQuestion(deps, { member, socketId: id }, input));
  on(questions.voteQuestion, (member, input, { id }) => voteQuestion(deps, { member, socketId: id }, input));
  on(questions.listQuestions, (member, input, { id }) => listQuestions(deps, { member, socketId: id }, input));
  on(questions.moveQuestion, (caller, input) => moveQuestion(deps, caller, input));
  on(questions.answerQuestion, (caller, input) => answerQuestion(deps, caller, input));
  on(questions.fileFaq, (caller, input) => fileFaq(deps, caller, input));
}
