import { accounts, type SessionId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId, newToken } from '../../platform/new-id.ts';
import { givenAccount } from '../../testing/given.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { signIn as useCase } from './sign-in.ts';

const server = useTestServer();
const password = 'correct horse battery';
const passwordHash = await createPasswords().hash(password);
const DAY_MS = 86_400_000;

let made = 0;
/** A host of another name each time: the limits of sign-in outlive a test. */
const givenHost = () => {
  made += 1;
  return givenAccount(server.db, 'host', {
    accountName: `lin${made}`,
    phone: `+861390000${1_000 + made}`,
    passwordHash,
  });
};
const signIn = (accountNameOrPhone: string, secret = password, browser = server.anonymous()) =>
  browser.call(accounts.signIn, { accountNameOrPhone, password: secret });

test('signIn() opens a session that getMe() knows, by name in any case or by phone', async () => {
  const { accountName } = await givenHost();
  const browser = server.anonymous();

  const me = await signIn(accountName.toUpperCase(), password, browser);

  expect(me).toMatchObject({ accountName, role: 'host' });
  expect(await browser.call(accounts.getMe, {})).toEqual(me);
  const bare = String(me.phone).replace('+86', '');
  expect((await signIn(bare)).accountId).toBe(me.accountId);
  expect((await signIn(`+86 ${bare}`.replace(' ', ''))).accountId).toBe(me.accountId);
});

test('signIn() and what she asks for afterwards move when her account was last seen', async () => {
  const { accountId, accountName } = await givenHost();
  const readSeenAt = async () => {
    const { lastSeenAt } = await server.db
      .selectFrom('accounts')
      .select('lastSeenAt')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    return lastSeenAt?.getTime() ?? 0;
  };
  const browser = server.anonymous();
  const before = Date.now();
  await signIn(accountName, password, browser);
  expect(await readSeenAt()).toBeGreaterThanOrEqual(before);

  const longAgo = new Date(before - 600_000);
  await server.db.updateTable('sessions').set({ lastSeenAt: longAgo }).where('accountId', '=', accountId).execute();
  await server.db.updateTable('accounts').set({ lastSeenAt: longAgo }).where('id', '=', accountId).execute();
  await browser.call(accounts.getMe, {});
  expect(await readSeenAt()).toBeGreaterThanOrEqual(before);
});

test('signIn() sets a cookie that scripts and other sites do not get, and stores only its hash', async () => {
  const { accountName } = await givenHost();
  const response = await server.anonymous().fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountNameOrPhone: accountName, password }),
  });

  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^sid=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const stored = await server.db.selectFrom('sessions').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain(cookie.slice(4, 47));
});

test('signIn() says the same of an unknown account, a wrong password, no password and a removed account', async () => {
  const { accountId, accountName } = await givenHost();
  const empty = await givenAccount(server.db, 'host');
  const failures = [signIn('nobody-here'), signIn(accountName, 'wrong password'), signIn(empty.accountName)];
  await Promise.allSettled(failures);
  await server.db.updateTable('accounts').set({ removedAt: new Date() }).where('id', '=', accountId).execute();
  failures.push(signIn(accountName));

  const answers = await Promise.all(
    failures.map((failure) =>
      failure.then(
        () => 'in',
        (error: Error) => error,
      ),
    ),
  );

  expect(new Set(answers.map((error) => JSON.stringify(error)))).toHaveProperty('size', 1);
  expect(answers[0]).toMatchObject({ code: 'accounts.wrong_credentials' });
});

test('signIn() refuses the sixth try at an account within a minute, right or wrong', async () => {
  const { accountName } = await givenHost();
  const outcomes: string[] = [];
  for (let n = 0; n < 5; n += 1)
    outcomes.push(await signIn(accountName, 'wrong password').catch((error) => error.code));

  expect(outcomes).toEqual(Array(5).fill('accounts.wrong_credentials'));
  await expect(signIn(accountName)).rejects.toMatchObject({ code: 'request.rate_limited' });
});

/** A try from one address whose password is looked at in another way. */
const tryWith = (isRight: Passwords['isRight'], accountNameOrPhone: string) => {
  const passwords = { ...createPasswords(), isRight };
  const deps = { ...server.ground, passwords, newSessionId: newId<SessionId>, newToken };
  return useCase(deps, { ip: '192.0.2.7', userAgent: '' }, { accountNameOrPhone, password });
};

test('signIn() tells who tries many accounts at once no more than who tries one after the other', async () => {
  const { accountName } = await givenHost();
  const othersFailed = Promise.withResolvers<void>();
  const right = tryWith(async () => {
    await othersFailed.promise;
    return true;
  }, accountName);
  const wrong = Array.from({ length: 20 }, (_, at) => tryWith(async () => false, `sprayed${at}`));
  await Promise.allSettled(wrong);
  othersFailed.resolve();

  await expect(right).rejects.toMatchObject({ code: 'request.rate_limited' });
  await server.ground.limits.forgive({ name: 'sign-in-failures', points: 20, windowSeconds: 60 }, '192.0.2.7');
});

test('signIn() opens nothing with a password that was changed while it was looked at', async () => {
  const { accountId, accountName } = await givenHost();
  const late = tryWith(async () => {
    await server.db.updateTable('accounts').set({ passwordHash: 'another' }).where('id', '=', accountId).execute();
    return true; // It was right as it was read.
  }, accountName);

  await expect(late).rejects.toMatchObject({ code: 'accounts.wrong_credentials' });
  expect(await server.db.selectFrom('sessions').selectAll().where('accountId', '=', accountId).execute()).toEqual([]);
});

test('signIn() gives a new token each time, ends what the browser held, and keeps five sessions at most', async () => {
  const { accountName } = await givenHost();
  const browser = server.anonymous();
  await signIn(accountName, password, browser);
  const before = browser.cookie;
  await signIn(accountName, password, browser);
  expect(browser.cookie).not.toBe(before);
  expect((await server.anonymous().fetch('/api/me', { headers: { cookie: before } })).status).toBe(401);

  const others = Array.from({ length: 5 }, () => server.anonymous());
  for (const other of others) await signIn(accountName, password, other);

  await expect(browser.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
  expect((await others[0]!.call(accounts.listSessions, {})).sessions).toHaveLength(5);
});

test.each([
  ['host', 29 * 60_000, 31 * 60_000, 0.5 * DAY_MS],
  ['operator', 29 * 60_000, 31 * 60_000, 0.5 * DAY_MS],
  ['shopkeeper', 6.9 * DAY_MS, 7.1 * DAY_MS, 30 * DAY_MS],
] as const)(
  'a session of a %s ends after its idle time, and at its absolute end however busy',
  async (role, shortMs, longMs, absoluteMs) => {
    const [idle, busy] = [await server.signIn(role), await server.signIn(role)];
    const isIn = async (client: typeof idle) => (await client.fetch('/api/me')).status === 200;
    const started = server.clock.now().getTime();

    server.clock.advance(shortMs);
    expect(await isIn(idle)).toBe(true);
    server.clock.advance(longMs);
    expect(await isIn(idle)).toBe(false);

    const late = await server.signInAgain(busy);
    const lateStarted = server.clock.now().getTime();
    expect(lateStarted).toBeGreaterThan(started);
    while (server.clock.now().getTime() + shortMs < lateStarted + absoluteMs) {
      server.clock.advance(shortMs);
      expect(await isIn(late)).toBe(true);
    }
    server.clock.advance(shortMs);
    expect(await isIn(late)).toBe(false);
  },
);

test('signOut() ends the session on the server and may be repeated', async () => {
  const host = await server.signIn('host');
  const stolen = host.cookie;

  await host.call(accounts.signOut, {});
  await host.call(accounts.signOut, {});

  expect((await server.anonymous().fetch('/api/me', { headers: { cookie: stolen } })).status).toBe(401);
});
