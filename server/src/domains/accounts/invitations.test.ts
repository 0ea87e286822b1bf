import { type AccountId, accounts, type ShowId, shows } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId, newToken } from '../../platform/new-id.ts';
import { createRateLimits } from '../../platform/rate-limits.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { createInvitation, type InviteDeps } from './invite.ts';
import { createPasswords } from './passwords.ts';

const server = useTestServer();
const tokenOf = (url: string) => url.split('/').at(-1) ?? '';
let made = 0;
const newcomer = () => {
  made += 1;
  return { accountName: `keeper${made}`, displayName: '小梅', password: 'a long enough password' };
};

test('an invitation makes shopkeepers, tells who invited, and counts each once', async () => {
  const host = await server.signIn('host', { displayName: '林' });
  const { invitation, url } = await host.call(accounts.createInvitation, { maxUses: 2 });
  const token = tokenOf(url);
  expect(url).toMatch(/^http:\/\/shoal\.test\/join\/[\w-]{43}$/);
  expect(invitation).toMatchObject({ uses: 0, maxUses: 2, isOpen: true, showId: null });
  expect(await server.anonymous().call(accounts.getInvitation, { token })).toMatchObject({
    invitedBy: { displayName: '林' },
    show: null,
  });

  const browser = server.anonymous();
  const { me } = await browser.call(accounts.acceptInvitation, { token, newAccount: newcomer() });
  expect(me).toMatchObject({ role: 'shopkeeper', displayName: '小梅' });
  await browser.call(accounts.acceptInvitation, { token });
  await browser.call(accounts.acceptInvitation, { token });

  const { invitations } = await host.call(accounts.listInvitations, {});
  expect(invitations).toMatchObject([{ uses: 1, isOpen: true }]);
});

test('acceptInvitation() answers a retry whose first answer was lost with the account that it made', async () => {
  const host = await server.signIn('host');
  const { url } = await host.call(accounts.createInvitation, { maxUses: 1 });
  const request = { token: tokenOf(url), newAccount: newcomer() };
  const first = await server.anonymous().call(accounts.acceptInvitation, request);

  const browser = server.anonymous();
  const second = await browser.call(accounts.acceptInvitation, request);

  expect(second.me.accountId).toBe(first.me.accountId);
  expect((await browser.call(accounts.getMe, {})).accountId).toBe(first.me.accountId);
  const guess = { ...request, newAccount: { ...request.newAccount, password: 'somebody else guessing' } };
  await expect(server.anonymous().call(accounts.acceptInvitation, guess)).rejects.toMatchObject({
    code: 'accounts.link_spent',
  });
});

test('acceptInvitation() answers a second try that overtakes the first with the same account', async () => {
  const host = await server.signIn('host');
  const { invitation, url } = await host.call(accounts.createInvitation, { maxUses: 1 });
  const request = { token: tokenOf(url), newAccount: { ...newcomer(), phone: '13900000001' } };

  const tries = await Promise.all([1, 2, 3].map(() => server.anonymous().call(accounts.acceptInvitation, request)));

  expect(new Set(tries.map(({ me }) => me.accountId)).size).toBe(1);
  const { invitations } = await host.call(accounts.listInvitations, {});
  expect(invitations.find(({ invitationId }) => invitationId === invitation.invitationId)).toMatchObject({ uses: 1 });
});

test('acceptInvitation() lets exactly as many in as there are uses when all come at once', async () => {
  const host = await server.signIn('host');
  const { invitation, url } = await host.call(accounts.createInvitation, { maxUses: 3 });
  const accept = () =>
    server.anonymous().call(accounts.acceptInvitation, { token: tokenOf(url), newAccount: newcomer() });

  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, accept));

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'accounts.link_spent' });
  }
  const stored = await server.db
    .selectFrom('invitations')
    .select('uses')
    .where('id', '=', invitation.invitationId as never)
    .executeTakeFirstOrThrow();
  expect(stored.uses).toBe(3);
  expect(await server.db.selectFrom('accounts').select('id').where('role', '=', 'shopkeeper').execute()).toHaveLength(
    3,
  );
});

test('an invitation closes when revoked, run out, or its host is removed; an unknown one answers alike', async () => {
  const [host, operator] = [await server.signIn('host'), await server.signIn('operator')];
  const create = () => host.call(accounts.createInvitation, { expiresInDays: 1 });
  const [revoked, old, orphan] = [await create(), await create(), await create()];
  await host.call(accounts.revokeInvitation, { invitationId: revoked.invitation.invitationId as never });
  await host.call(accounts.revokeInvitation, { invitationId: revoked.invitation.invitationId as never });
  const look = (url: string) => server.anonymous().call(accounts.getInvitation, { token: tokenOf(url) });
  const closed = { code: 'accounts.link_spent' };

  await expect(look(revoked.url)).rejects.toMatchObject(closed);
  await expect(look(`x/${newToken()}`)).rejects.toMatchObject(closed);
  await operator.call(accounts.updateAccount, { accountId: host.member.accountId, isRemoved: true });
  await expect(look(orphan.url)).rejects.toMatchObject(closed);
  const join = server
    .anonymous()
    .call(accounts.acceptInvitation, { token: tokenOf(orphan.url), newAccount: newcomer() });
  await expect(join).rejects.toMatchObject(closed);
  server.clock.advance(86_400_001);
  await expect(look(old.url)).rejects.toMatchObject(closed);
});

test('acceptInvitation() lets nobody back in who was taken off the list, nor anybody when its host is gone', async () => {
  const [operator, host] = [await server.signIn('operator'), await server.signIn('host')];
  const [first, late] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId, state: 'scheduled' });
  const { url } = await host.call(accounts.createInvitation, { showId });
  const request = { token: tokenOf(url) };
  await first.call(accounts.acceptInvitation, request);
  await first.call(shows.getRoom, { showId });
  await host.call(shows.removeGuest, { showId, accountId: first.member.accountId });

  await first.call(accounts.acceptInvitation, request);
  await expect(first.call(shows.getRoom, { showId })).rejects.toMatchObject({ code: 'shows.not_found' });
  await operator.call(accounts.updateAccount, { accountId: host.member.accountId, isRemoved: true });
  const tooLate = late.call(accounts.acceptInvitation, request);
  await expect(tooLate).rejects.toMatchObject({ code: 'accounts.link_spent' });
});

test("invitations are their host's: another host neither sees nor revokes them, and only shopkeepers accept", async () => {
  const [host, other] = [await server.signIn('host'), await server.signIn('host')];
  const { invitation, url } = await host.call(accounts.createInvitation, {});

  expect((await other.call(accounts.listInvitations, {})).invitations).toEqual([]);
  const revoke = other.call(accounts.revokeInvitation, { invitationId: invitation.invitationId as never });
  await expect(revoke).rejects.toMatchObject({ code: 'accounts.not_found' });
  const accept = other.call(accounts.acceptInvitation, { token: tokenOf(url) });
  await expect(accept).rejects.toMatchObject({ code: 'accounts.not_allowed' });
  const nobody = server.anonymous().call(accounts.acceptInvitation, { token: tokenOf(url) });
  await expect(nobody).rejects.toMatchObject({ code: 'accounts.signed_out' });
});

test('an invitation to a show puts who accepts on its guest list, in the same transaction', async () => {
  const host = await server.signIn('host');
  const showId = crypto.randomUUID() as ShowId;
  const admitted: AccountId[] = [];
  const base = { db: server.db, now: server.clock.now, newToken, limits: createRateLimits(undefined) };
  const invite: InviteDeps = {
    ...base,
    newInvitationId: newId,
    publicUrl: 'http://shoal.test',
    checkCommands: async () => {},
    findShowCards: async () => [{ showId, title: '秋茶', startsAt: null, coverPictureId: null }],
  };
  const accept = (admitGuest: (...args: [unknown, ShowId, AccountId]) => Promise<void>) =>
    acceptInvitation(
      { ...base, admitGuest, newSessionId: newId, newAccountId: newId, passwords: createPasswords() },
      { ip: '::1', userAgent: 'test', member: undefined },
      { token: tokenOf(url), newAccount: { ...newcomer(), phone: null } },
    );
  const { invitation, url } = await createInvitation(invite, host.member, { showId, maxUses: 5, expiresInDays: 1 });
  expect(invitation.showTitle).toBe('秋茶');

  await expect(accept(() => Promise.reject(new Error('no such show')))).rejects.toThrow('no such show');
  expect(await server.db.selectFrom('accounts').select('id').where('role', '=', 'shopkeeper').execute()).toEqual([]);

  const { me } = await accept(async (_tx, _showId, accountId) => void admitted.push(accountId));
  expect(admitted).toEqual([me.accountId]);
});
