import type { AccountId, MessageId, ShowId } from '@shoal/contract';
import type { ColumnType } from 'kysely';

type Unset<T> = ColumnType<T | null, never, T>;

export type ChatTables = {
  chatMessages: {
    id: MessageId;
    showId: ShowId;
    authorId: AccountId;
    authorName: string;
    isCrew: boolean;
    at: Date;
    programmeMs: number;
    text: string;
    deletedAt: Unset<Date>;
    deletedBy: Unset<AccountId>;
  };
  chatMutes: { showId: ShowId; accountId: AccountId; mutedAt: Date; mutedBy: AccountId };
};
