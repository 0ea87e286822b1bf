import type {
  AccountId,
  AskId,
  asks,
  IdempotencyKey,
  PreparedAskId,
  ProductId,
  SegmentId,
  ShowId,
} from '@shoal/contract';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type Optional<T> = ColumnType<T, T | undefined, T>;

/** A question as it is stored: of a quiz with what is right, of a poll without, of a check-in with its one button. */
export type StoredQuestion = { text: string; options: string[]; solution: asks.Solution | null };

export type AsksTable = {
  id: AskId;
  showId: ShowId;
  preparedAskId: PreparedAskId | null;
  kind: asks.AskKind;
  isSurprise: boolean;
  questions: Json<StoredQuestion[]>;
  productId: ProductId | null;
  productName: string | null;
  showsResultsLive: boolean;
  openedSeq: number;
  openedAt: Date;
  closesAt: Date;
  closedSeq: Optional<number | null>;
  closedAt: Optional<Date | null>;
};

export type AsksTables = {
  preparedAsks: {
    id: PreparedAskId;
    showId: ShowId;
    segmentId: SegmentId | null;
    ordinal: Generated<number>;
    draft: Json<asks.AskDraft>;
  };
  asks: AsksTable;
  askAnswers: {
    askId: AskId;
    accountId: AccountId;
    question: number;
    option: number;
    idempotencyKey: IdempotencyKey;
    answeredAt: Date;
    receivedAt: Date;
    isTooFast: boolean;
    isRight: boolean | null;
  };
  askCounts: { askId: AskId; question: number; option: number; people: number };
  surpriseCheckIns: { showId: ShowId; everyMinutes: number; openSeconds: number; nextAt: Date };
};
