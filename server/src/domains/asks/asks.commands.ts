import { asks } from '@shoal/contract';
import type { OnCommand } from '../../realtime/command-listener.ts';
import { type AnswerAskDeps, answerAsk } from './answer-ask.ts';
import { type ArmCheckInsDeps, armCheckIns } from './arm-check-ins.ts';
import { type CloseAskDeps, closeAsk } from './close-ask.ts';
import { type ListAnswersDeps, listAnswers } from './list-answers.ts';
import { type OpenAskDeps, openAsk } from './open-ask.ts';

export type AskCommandsDeps = AnswerAskDeps & ArmCheckInsDeps & CloseAskDeps & ListAnswersDeps & OpenAskDeps;

/** The socket face of check-ins, quizzes and polls. */
export function registerAskCommands(on: OnCommand, deps: AskCommandsDeps): void {
  on(asks.openAsk, (caller, input) => openAsk(deps, caller, input));
  on(asks.closeAsk, (caller, input) => closeAsk(deps, caller, input));
  on(asks.armCheckIns, async (caller, input) => {
    await armCheckIns(deps, caller, input);
    return {};
  });
  on(asks.answerAsk, (member, input, { id }) => answerAsk(deps, { member, socketId: id }, input));
  on(asks.listAnswers, (caller, input) => listAnswers(deps, caller, input));
}
