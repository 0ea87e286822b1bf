import { z } from 'zod';
import { AccountId, BrandId, InvitationId, PictureId, SessionId, ShowId } from '../ids.ts';
import { crew, members, operators, Role } from '../roles.ts';
import { route } from '../route.ts';
import { line, paragraph } from '../text.ts';
import { Instant } from '../time.ts';
import {
  AccountName,
  AccountRow,
  DisplayName,
  Locale,
  Me,
  Password,
  Person,
  Phone,
  SessionRow,
  Tagline,
} from './account.ts';

const Done = z.strictObject({});
/** 43 characters of base64url: 256 random bits. */
const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** An absolute URL to hand to a person; the token in it is shown once. */
const OneTimeLink = z.strictObject({ url: z.url(), expiresAt: Instant });

export const signIn = route({
  method: 'POST',
  path: '/session',
  callers: 'anyone',
  body: z.strictObject({ accountNameOrPhone: line(64), password: z.string().min(1).max(200) }),
  response: Me,
  errors: ['accounts.wrong_credentials', 'request.rate_limited'],
  summary: 'Signs in and sets the session cookie',
});

export const signOut = route({
  method: 'DELETE',
  path: '/session',
  callers: 'anyone',
  response: Done,
  errors: [],
  summary: 'Ends this session; safe to repeat',
});

export const getMe = route({
  method: 'GET',
  path: '/me',
  callers: members,
  response: Me,
  errors: [],
  summary: 'The signed-in account',
});

export const updateMe = route({
  method: 'PATCH',
  path: '/me',
  callers: members,
  body: z.strictObject({
    displayName: DisplayName.optional(),
    tagline: Tagline.optional(),
    locale: Locale.optional(),
    facePictureId: PictureId.nullable().optional(),
  }),
  response: Me,
  errors: ['catalog.not_found', 'catalog.claim_unproven'],
  summary: 'Changes what others see of the signed-in account',
});

export const changePassword = route({
  method: 'POST',
  path: '/me/password',
  callers: members,
  body: z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword: Password }),
  response: Done,
  errors: ['accounts.wrong_credentials', 'request.rate_limited'],
  summary: 'Changes the password and ends every other session',
});

export const listSessions = route({
  method: 'GET',
  path: '/me/sessions',
  callers: members,
  response: z.strictObject({ sessions: z.array(SessionRow) }),
  errors: [],
  summary: 'Where the account is signed in',
});

export const endSession = route({
  method: 'DELETE',
  path: '/me/sessions/:sessionId',
  callers: members,
  params: z.strictObject({ sessionId: SessionId }),
  response: Done,
  errors: ['accounts.not_found'],
  summary: 'Ends one of the own sessions; its sockets and media close within 2 s',
});

export const listAccounts = route({
  method: 'GET',
  path: '/accounts',
  callers: crew,
  query: z.strictObject({ role: Role.optional(), search: paragraph(64).optional() }),
  response: z.strictObject({ accounts: z.array(AccountRow) }),
  errors: [],
  summary: 'Accounts, newest first, at most 500; a host sees shopkeepers only',
});

export const createAccount = route({
  method: 'POST',
  path: '/accounts',
  callers: operators,
  body: z.strictObject({
    accountName: AccountName,
    displayName: DisplayName,
    phone: Phone.nullable().default(null),
    role: Role,
    brandIds: z.array(BrandId).max(50).default([]),
  }),
  response: z.strictObject({ account: AccountRow, passwordLink: OneTimeLink }),
  errors: ['accounts.name_taken', 'accounts.phone_taken', 'catalog.not_found'],
  summary: 'Makes an account without a password and a one-time link to set one',
});

export const updateAccount = route({
  method: 'PATCH',
  path: '/accounts/:accountId',
  callers: operators,
  params: z.strictObject({ accountId: AccountId }),
  body: z.strictObject({
    role: Role.optional(),
    brandIds: z.array(BrandId).max(50).optional(),
    isRemoved: z.boolean().optional(),
  }),
  response: AccountRow,
  errors: ['accounts.not_found', 'accounts.last_operator', 'catalog.not_found'],
  summary: 'Changes role or brands, removes or restores; a change of rights closes sockets and media within 2 s',
});

export const resetPassword = route({
  method: 'POST',
  path: '/accounts/:accountId/password-link',
  callers: operators,
  params: z.strictObject({ accountId: AccountId }),
  response: OneTimeLink,
  errors: ['accounts.not_found'],
  summary: 'Makes a one-time link with which the account sets a new password',
});

export const getPasswordLink = route({
  method: 'GET',
  path: '/password-links/:token',
  callers: 'anyone',
  params: z.strictObject({ token: LinkToken }),
  response: z.strictObject({
    purpose: z.enum(['set_password', 'create_operator']),
    accountName: z.string().nullable(),
  }),
  errors: ['accounts.link_spent'],
  summary: 'What a one-time link is for',
});

export const usePasswordLink = route({
  method: 'POST',
  path: '/password-links/:token',
  callers: 'anyone',
  params: z.strictObject({ token: LinkToken }),
  body: z.strictObject({
    password: Password,
    /** Wanted for `create_operator` only. */
    accountName: AccountName.optional(),
    displayName: DisplayName.optional(),
  }),
  response: Me,
  errors: ['accounts.link_spent', 'accounts.name_taken'],
  summary: 'Spends a one-time link: sets the password, ends all sessions, signs in',
});

/** An invitation's life is told by the server: `isOpen` is false when expired, used up or revoked. */
export const Invitation = z.strictObject({
  invitationId: z.uuid(),
  showId: z.uuid().nullable(),
  showTitle: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  maxUses: z.int(),
  uses: z.int(),
  isOpen: z.boolean(),
});
export type Invitation = z.infer<typeof Invitation>;

export const createInvitation = route({
  method: 'POST',
  path: '/invitations',
  callers: crew,
  body: z.strictObject({
    showId: ShowId.nullable().default(null),
    maxUses: z.int().min(1).max(10_000).default(500),
    expiresInDays: z.int().min(1).max(90).default(14),
  }),
  response: z.strictObject({ invitation: Invitation, url: z.url() }),
  errors: ['shows.not_found'],
  summary: 'Makes a link with which people become shopkeepers and guests of a show; the link is shown once',
});

export const listInvitations = route({
  method: 'GET',
  path: '/invitations',
  callers: crew,
  query: z.strictObject({ showId: ShowId.optional() }),
  response: z.strictObject({ invitations: z.array(Invitation) }),
  errors: ['shows.not_found'],
  summary: 'Invitations the caller may see, newest first',
});

export const revokeInvitation = route({
  method: 'DELETE',
  path: '/invitations/:invitationId',
  callers: crew,
  params: z.strictObject({ invitationId: InvitationId }),
  response: Done,
  errors: ['accounts.not_found'],
  summary: 'Closes an invitation; who came through it stays',
});

export const getInvitation = route({
  method: 'GET',
  path: '/invitation-links/:token',
  callers: 'anyone',
  params: z.strictObject({ token: LinkToken }),
  response: z.strictObject({
    invitedBy: Person,
    show: z
      .strictObject({
        showId: z.uuid(),
        title: z.string(),
        startsAt: Instant.nullable(),
        coverPictureId: PictureId.nullable(),
      })
      .nullable(),
  }),
  errors: ['accounts.link_spent'],
  summary: 'What an invitation invites to',
});

export const acceptInvitation = route({
  method: 'POST',
  path: '/invitation-links/:token',
  callers: 'anyone',
  params: z.strictObject({ token: LinkToken }),
  body: z.strictObject({
    /** Left out by somebody who is signed in as a shopkeeper already. */
    newAccount: z
      .strictObject({
        accountName: AccountName,
        displayName: DisplayName,
        phone: Phone.nullable().default(null),
        password: Password,
      })
      .optional(),
  }),
  response: z.strictObject({ me: Me, showId: z.uuid().nullable() }),
  errors: ['accounts.link_spent', 'accounts.name_taken', 'accounts.phone_taken', 'accounts.not_allowed'],
  summary: 'Joins as a shopkeeper; safe to repeat',
});
