import type { AccountId, BrandId, chat, MessageId, ShowId } from '@shoal/contract';
import type { ColumnType, Generated } from 'kysely';

type Unset<T> = ColumnType<T | null, never, T>;

export type Review = 'free' | 'held' | 'passed' | 'refused';

/** Not written when a row is made; taken back later. */
type Clearable<T> = ColumnType<T | null, never, T | null>;

export type ChatTables = {
  chatMessages: {
    id: MessageId;
    showId: ShowId;
    authorId: AccountId;
    authorName: string;
    isCrew: boolean;
    isModerator: Generated<boolean>;
    isHighlighted: Generated<boolean>;
    at: Date;
    programmeMs: number;
    text: string;
    review: Generated<Review>;
    reviewedAt: Unset<Date>;
    reviewedBy: Unset<AccountId>;
    deletedAt: Clearable<Date>;
    deletedBy: Clearable<AccountId>;
  };
  chatMutes: { showId: ShowId; accountId: AccountId; mutedAt: Date; mutedBy: AccountId };
  chatRooms: { showId: ShowId; slowSeconds: Generated<chat.SlowSeconds>; pinnedMessageId: Generated<MessageId | null> };
  chatWords: { brandId: BrandId; folded: string; word: string };
};
