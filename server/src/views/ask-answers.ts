import type { AccountId, AskId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

export type NamedAnswer = {
  accountId: AccountId;
  displayName: string;
  question: number;
  option: number;
  answeredAt: Date;
  isTooFast: boolean;
};

/** All answers to an ask with the names of those who gave them, by name. */
export const listNamedAnswers = (db: Db, askId: AskId): Promise<NamedAnswer[]> =>
  db
    .selectFrom('askAnswers')
    .innerJoin('accounts', 'accounts.id', 'askAnswers.accountId')
    .select(['accountId', 'displayName', 'question', 'option', 'answeredAt', 'isTooFast'])
    .where('askId', '=', askId)
    .orderBy('accounts.displayName')
    .orderBy('accountId')
    .orderBy('question')
    .execute();
