import { accounts, type BrandId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenAccount } from '../../testing/given.ts';
import { useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();
const password = 'a long enough password';
const tokenOf = (url: string) => url.split('/').at(-1) ?? '';

const newHost = { accountName: 'host-wang', displayName: '王', role: 'host' } as const;

test('createAccount() makes an account and a link that sets its password once and signs in', async () => {
  const operator = await server.signIn('operator');
  const { account, passwordLink } = await operator.call(accounts.createAccount, { ...newHost, phone: '13900000000' });
  expect(account).toMatchObject({ accountName: 'host-wang', phone: '+8613900000000', hasPassword: false });
  expect(passwordLink.url).toMatch(/^http:\/\/shoal\.test\/password\/[\w-]{43}$/);

  const token = tokenOf(passwordLink.url);
  const browser = server.anonymous();
  expect(await browser.call(accounts.getPasswordLink, { token })).toEqual({
    purpose: 'set_password',
    accountName: 'host-wang',
  });
  const me = await browser.call(accounts.usePasswordLink, { token, password });

  expect(await browser.call(accounts.getMe, {})).toEqual(me);
  await expect(browser.call(accounts.usePasswordLink, { token, password })).rejects.toMatchObject({
    code: 'accounts.link_spent',
  });
  await server.anonymous().call(accounts.signIn, { accountNameOrPhone: 'host-wang', password });
});

test('createAccount() refuses a name or phone that is taken, and a brand that does not exist, leaving nothing', async () => {
  const operator = await server.signIn('operator');
  await operator.call(accounts.createAccount, { ...newHost, phone: '13900000000' });

  const create = (input: object) => operator.call(accounts.createAccount, { ...newHost, ...input });
  await expect(create({})).rejects.toMatchObject({ code: 'accounts.name_taken' });
  await expect(create({ accountName: 'other', phone: '+8613900000000' })).rejects.toMatchObject({
    code: 'accounts.phone_taken',
  });
  const brandIds = [crypto.randomUUID() as BrandId];
  await expect(create({ accountName: 'third', brandIds })).rejects.toMatchObject({ code: 'catalog.not_found' });

  const { accounts: rows } = await operator.call(accounts.listAccounts, { role: 'host' });
  expect(rows.map(({ accountName }) => accountName)).toEqual(['host-wang']);
});

test('resetPassword() makes the earlier link useless; using the new one ends every session', async () => {
  const operator = await server.signIn('operator');
  const host = await server.signIn('host');
  const { accountId } = host.member;
  const first = await operator.call(accounts.resetPassword, { accountId });
  const second = await operator.call(accounts.resetPassword, { accountId });
  expect((await host.call(accounts.getMe, {})).accountId).toBe(accountId);

  const use = (url: string) => server.anonymous().call(accounts.usePasswordLink, { token: tokenOf(url), password });
  await expect(use(first.url)).rejects.toMatchObject({ code: 'accounts.link_spent' });
  await use(second.url);

  await expect(host.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
});

test('a one-time link is spent once when two use it at the same time', async () => {
  const operator = await server.signIn('operator');
  const host = await givenAccount(server.db, 'host');
  const { url } = await operator.call(accounts.resetPassword, { accountId: host.accountId });
  const use = () => server.anonymous().call(accounts.usePasswordLink, { token: tokenOf(url), password });

  const outcomes = await Promise.allSettled([use(), use(), use(), use()]);

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a one-time link runs out after seven days', async () => {
  const operator = await server.signIn('operator');
  const host = await givenAccount(server.db, 'host');
  const { url } = await operator.call(accounts.resetPassword, { accountId: host.accountId });
  server.clock.advance(7 * 86_400_000 + 1);

  const look = server.anonymous().call(accounts.getPasswordLink, { token: tokenOf(url) });

  await expect(look).rejects.toMatchObject({ code: 'accounts.link_spent' });
});

test('updateAccount() removes and restores; a removed account cannot come back by itself', async () => {
  const operator = await server.signIn('operator');
  const keeper = await server.signIn('shopkeeper');
  const { accountId } = keeper.member;

  const removed = await operator.call(accounts.updateAccount, { accountId, isRemoved: true });
  expect(removed.removedAt).not.toBeNull();
  await expect(keeper.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
  await expect(operator.call(accounts.resetPassword, { accountId })).rejects.toMatchObject({
    code: 'accounts.not_found',
  });

  expect(await operator.call(accounts.updateAccount, { accountId, isRemoved: false })).toMatchObject({
    removedAt: null,
  });
  await expect(keeper.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
});

test('updateAccount() keeps one operator, also when two remove each other at the same time', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, two] = [await server.signIn('operator'), await server.signIn('operator')];
    const outcomes = await Promise.allSettled([
      one.call(accounts.updateAccount, { accountId: two.member.accountId, isRemoved: true }),
      two.call(accounts.updateAccount, { accountId: one.member.accountId, role: 'host' }),
    ]);
    const left = await server.db
      .selectFrom('accounts')
      .select('id')
      .where('role', '=', 'operator')
      .where('removedAt', 'is', null)
      .execute();
    expect(left.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await server.db.deleteFrom('accounts').execute();
  }
});

test('listAccounts() shows a host the shopkeepers only, and searches names without wildcards of its own', async () => {
  const host = await server.signIn('host');
  await givenAccount(server.db, 'shopkeeper', { displayName: '小梅' });
  await givenAccount(server.db, 'shopkeeper', { displayName: '50% off' });

  const list = async (query: object) =>
    (await host.call(accounts.listAccounts, query)).accounts.map(({ displayName }) => displayName);

  expect(await list({})).toEqual(['50% off', '小梅']);
  expect(await list({ role: 'operator' })).toEqual([]);
  expect(await list({ search: '梅' })).toEqual(['小梅']);
  expect(await list({ search: '%' })).toEqual(['50% off']);
});

/** Two browsers of a host who set her password by a link. */
async function signInTwice() {
  const operator = await server.signIn('operator');
  const host = await givenAccount(server.db, 'host');
  const { url } = await operator.call(accounts.resetPassword, { accountId: host.accountId });
  const [here, there] = [server.anonymous(), server.anonymous()];
  await here.call(accounts.usePasswordLink, { token: tokenOf(url), password });
  await there.call(accounts.signIn, { accountNameOrPhone: host.accountName, password });
  return [here, there] as const;
}

test('changePassword() wants the current password and ends the other sessions', async () => {
  const [here, there] = await signInTwice();

  const wrong = here.call(accounts.changePassword, { currentPassword: 'wrong', newPassword: 'another long password' });
  await expect(wrong).rejects.toMatchObject({ code: 'accounts.wrong_credentials' });
  await here.call(accounts.changePassword, { currentPassword: password, newPassword: 'another long password' });

  await here.call(accounts.getMe, {});
  await expect(there.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
});

test('changePassword() from two sessions at once changes it once, and only that session stays', async () => {
  const [here, there] = await signInTwice();

  const changes = await Promise.allSettled(
    [here, there].map((browser, at) =>
      browser.call(accounts.changePassword, { currentPassword: password, newPassword: `another long password ${at}` }),
    ),
  );

  expect(changes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const winner = changes.findIndex(({ status }) => status === 'fulfilled');
  await [here, there][winner]!.call(accounts.getMe, {});
});

test("endSession() ends an own session and no one else's", async () => {
  const [phone, stranger] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const tablet = await server.signInAgain(phone);

  const foreign = stranger.call(accounts.endSession, { sessionId: phone.member.sessionId });
  await expect(foreign).rejects.toMatchObject({ code: 'accounts.not_found' });
  await phone.call(accounts.endSession, { sessionId: tablet.member.sessionId });

  await expect(tablet.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
  expect((await phone.call(accounts.listSessions, {})).sessions).toMatchObject([{ isThisOne: true }]);
});

test('updateMe() changes what others see', async () => {
  const keeper = await server.signIn('shopkeeper');

  const me = await keeper.call(accounts.updateMe, {
    displayName: ' 小\u202e梅 ',
    tagline: '只推我用过的',
    locale: 'en',
  });

  expect(me).toMatchObject({ displayName: '小梅', tagline: '只推我用过的', locale: 'en' });
  const foreign = keeper.call(accounts.updateMe, { facePictureId: crypto.randomUUID() as never });
  await expect(foreign).rejects.toMatchObject({ code: 'catalog.not_found' });
});
