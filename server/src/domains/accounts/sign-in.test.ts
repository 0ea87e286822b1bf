import { accounts } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenAccount } from '../../testing/given.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { createPasswords } from './passwords.ts';

const server = useTestServer();
const password = 'correct horse battery';
const passwords = createPasswords();

test('signIn() opens a session that getMe() knows', async () => {
  await givenAccount(server.db, 'host', {
    accountName: 'lin',
    displayName: '林',
    passwordHash: await passwords.hash(password),
  });
  const browser = server.anonymous();

  const me = await browser.call(accounts.signIn, { accountNameOrPhone: 'Lin', password });

  expect(me).toMatchObject({ accountName: 'lin', displayName: '林', role: 'host' });
  expect(await browser.call(accounts.getMe, {})).toEqual(me);
});
