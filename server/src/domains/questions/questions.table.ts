import type { AccountId, FaqId, ProductId, QuestionId, questions, ShowId } from '@shoal/contract';
import type { ColumnType, Generated } from 'kysely';

type Optional<T> = ColumnType<T, T | undefined, T>;

export type QuestionsTable = {
  id: QuestionId;
  showId: ShowId;
  askerId: AccountId;
  askerName: string;
  text: string;
  askedAt: Date;
  state: Generated<questions.QuestionState>;
  votes: Generated<number>;
  answer: Optional<string | null>;
  answeredAt: Optional<Date | null>;
  answeredProgrammeMs: Optional<number | null>;
  changedIn: Generated<string>;
};

export type QuestionsTables = {
  questions: QuestionsTable;
  questionVotes: { questionId: QuestionId; accountId: AccountId };
  productFaqs: {
    id: FaqId;
    productId: ProductId;
    question: string;
    answer: string;
    showId: ShowId | null;
    questionId: QuestionId | null;
    filedBy: AccountId | null;
    filedAt: Date;
    archivedAt: Optional<Date | null>;
  };
};
