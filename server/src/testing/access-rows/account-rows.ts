import { type AccessRow, crewOfShow, row } from './access-row.ts';

export const accountRows: AccessRow[] = [
  row('POST /session', 'H H H H H H', {
    hidden: 'accounts.wrong_credentials',
    input: ({ accountId }) => ({ accountNameOrPhone: `shopkeeper-${accountId.slice(-8)}`, password: 'a guess' }),
    isSpent: true, // Five guesses a minute at one account are allowed.
  }),
  row('DELETE /session', 'o o o o o o'),
  row('GET /me', 'S o o o o o'),
  row('PATCH /me', 'S o o o o o', { input: () => ({ tagline: 'tea' }) }),
  row('PATCH /me', 'S H H H H H', {
    about: "with another's picture",
    hidden: 'catalog.not_found',
    input: ({ pictureId }) => ({ facePictureId: pictureId }),
  }),
  row('POST /me/password', 'S o o o o o', {
    input: () => ({ currentPassword: 'a guess', newPassword: 'long enough' }),
  }),
  row('GET /me/sessions', 'S o o o o o'),
  row('DELETE /me/sessions/:sessionId', 'S H o H H H', {
    moderator: 'H',
    hidden: 'accounts.not_found',
    input: ({ sessionId }) => ({ sessionId }),
  }),
  row('GET /accounts', 'S N N o o o', { input: () => ({ role: 'shopkeeper', search: 'a' }) }),
  row('POST /accounts', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({
      accountName: `n${crypto.randomUUID().slice(-8)}`,
      displayName: 'New',
      role: 'host',
      brandIds: [brandId],
    }),
  }),
  row('PATCH /accounts/:accountId', 'S N N N N o', {
    hidden: 'accounts.not_found',
    input: ({ accountId }) => ({ accountId, isRemoved: false }),
  }),
  row('PATCH /accounts/:accountId', 'S N N N N o', {
    about: 'to a brand',
    hidden: 'catalog.not_found',
    input: ({ brandId }, { accountId }) => ({ accountId, brandIds: [brandId] }),
  }),
  row('POST /accounts/:accountId/password-link', 'S N N N N o', {
    hidden: 'accounts.not_found',
    input: ({ accountId }) => ({ accountId }),
  }),
  row('GET /password-links/:token', 'o o o o o o', {
    hidden: 'accounts.link_spent',
    input: ({ passwordToken }) => ({ token: passwordToken }),
  }),
  row('POST /password-links/:token', 'o o o o o o', {
    hidden: 'accounts.link_spent',
    input: ({ passwordToken }) => ({ token: passwordToken, password: 'long enough to be one' }),
    isSpent: true,
  }),
  row('POST /invitations', 'S N N o o o', { about: 'to no show', input: () => ({}) }),
  crewOfShow('POST /invitations'),
  row('GET /invitations', 'S N N o o o', { about: 'of no show' }),
  crewOfShow('GET /invitations'),
  row('DELETE /invitations/:invitationId', 'S N N H o o', {
    hidden: 'accounts.not_found',
    input: ({ invitationId }) => ({ invitationId }),
  }),
  row('GET /invitation-links/:token', 'o o o o o o', {
    hidden: 'accounts.link_spent',
    input: ({ invitationToken }) => ({ token: invitationToken }),
  }),
  row('POST /invitation-links/:token', 'S o o N N N', {
    missing: 'H H H H H H',
    hidden: 'accounts.link_spent',
    input: ({ invitationToken }) => ({ token: invitationToken }),
  }),
];
