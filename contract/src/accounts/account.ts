import { z } from 'zod';
import { AccountId, BrandId, PictureId, SessionId } from '../ids.ts';
import { Role } from '../roles.ts';
import { line, paragraph } from '../text.ts';
import { Instant } from '../time.ts';

export const Locale = z.enum(['zh', 'en']);
export type Locale = z.infer<typeof Locale>;

/** What a person types to sign in: lower-case letters, digits, dot, dash, underscore. */
export const AccountName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/);

/** E.164 with its plus, or a mainland number of 11 digits. */
export const Phone = z
  .string()
  .trim()
  .regex(/^(\+[1-9]\d{6,14}|1\d{10})$/);

export const Password = z.string().min(10).max(200);
export const DisplayName = line(32);
/** A shopkeeper's own sentence, shown beside her face. */
export const Tagline = paragraph(80);

/** What others may see of a person. */
export const Person = z.strictObject({
  accountId: AccountId,
  displayName: z.string(),
  tagline: z.string(),
  facePictureId: PictureId.nullable(),
});
export type Person = z.infer<typeof Person>;

/** The signed-in account, to itself. */
export const Me = Person.extend({
  accountName: z.string(),
  phone: z.string().nullable(),
  role: Role,
  locale: Locale,
  /** Brands whose shows a host may command; empty for the others. */
  brandIds: z.array(BrandId),
  sessionId: SessionId,
});
export type Me = z.infer<typeof Me>;

/** An account in the operator's list. */
export const AccountRow = Person.extend({
  accountName: z.string(),
  phone: z.string().nullable(),
  role: Role,
  brandIds: z.array(BrandId),
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  removedAt: Instant.nullable(),
  hasPassword: z.boolean(),
});
export type AccountRow = z.infer<typeof AccountRow>;

export const SessionRow = z.strictObject({
  sessionId: SessionId,
  userAgent: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  isThisOne: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;
