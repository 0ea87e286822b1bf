import type {
  AccountId,
  accounts,
  BrandId,
  GroupId,
  InvitationId,
  PictureId,
  Role,
  SessionId,
  ShowId,
} from '@shoal/contract';
import type { ColumnType } from 'kysely';

export type AccountRecord = {
  id: AccountId;
  accountName: string;
  phone: string | null;
  role: Role;
  displayName: string;
  tagline: string;
  locale: accounts.Locale;
  facePictureId: PictureId | null;
  passwordHash: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  removedAt: Date | null;
};

export type SessionRecord = {
  id: SessionId;
  accountId: AccountId;
  tokenHash: Buffer;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  idleExpiresAt: Date;
  expiresAt: Date;
  latestExpiresAt: Date;
};

export type PasswordLinkRecord = {
  tokenHash: Buffer;
  purpose: 'set_password' | 'create_operator';
  accountId: AccountId | null;
  createdAt: Date;
  expiresAt: Date;
  spentAt: Date | null;
};

export type InvitationRecord = {
  id: InvitationId;
  tokenHash: Buffer;
  createdBy: AccountId;
  showId: ShowId | null;
  maxUses: number;
  uses: number;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
};

/** A group of people that a shopkeeper named herself. */
export type GroupRecord = {
  id: GroupId;
  shopkeeperId: AccountId;
  name: string;
  members: number;
  createdAt: Date;
  archivedAt: Date | null;
};

/** Columns with a default in SQL may be left out on insert. */
type Defaults<T, K extends keyof T> = Omit<T, K> & { [P in K]: ColumnDefault<T[P]> };
type ColumnDefault<T> = ColumnType<T, T | undefined, T>;

export type AccountsTables = {
  accounts: Defaults<
    AccountRecord,
    'tagline' | 'locale' | 'facePictureId' | 'passwordHash' | 'lastSeenAt' | 'removedAt' | 'phone'
  >;
  accountBrands: { accountId: AccountId; brandId: BrandId };
  sessions: SessionRecord;
  passwordLinks: Defaults<PasswordLinkRecord, 'spentAt'>;
  invitations: Defaults<InvitationRecord, 'uses' | 'revokedAt'>;
  invitationUses: { invitationId: InvitationId; accountId: AccountId; acceptedAt: Date };
  shopkeeperGroups: Defaults<GroupRecord, 'archivedAt'>;
  accountPlaces: { accountId: AccountId; place: Buffer; seenAt: Date };
};
