import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts } from '@shoal/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { newToken } from '../../platform/new-id.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { writeSetupLink } from './write-setup-link.ts';

const server = useTestServer();
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shoal-setup-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const write = () =>
  writeSetupLink({
    db: server.db,
    now: server.clock.now,
    newToken,
    publicUrl: 'http://shoal.test',
    log: silentLog,
    dataDir,
  });
const readToken = async () => (await readFile(join(dataDir, 'setup-link.txt'), 'utf8')).trim().split('/').at(-1) ?? '';
const operator = { accountName: 'boss', displayName: '老板', password: 'a long enough password' };

test('writeSetupLink() leaves a link, for its owner only, that creates the first operator and dies with it', async () => {
  await write();
  const file = join(dataDir, 'setup-link.txt');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const token = await readToken();
  const look = () => server.anonymous().call(accounts.getPasswordLink, { token });
  expect(await look()).toEqual({ purpose: 'create_operator', accountName: null });

  const me = await server.anonymous().call(accounts.usePasswordLink, { token, ...operator });

  expect(me).toMatchObject({ role: 'operator', accountName: 'boss' });
  await expect(look()).rejects.toMatchObject({ code: 'accounts.link_spent' });
  await write();
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test('links of several starts make one operator, also at the same time', async () => {
  const tokens: string[] = [];
  for (let start = 0; start < 4; start += 1) {
    await write();
    tokens.push(await readToken());
  }
  const use = (token: string, n: number) =>
    server.anonymous().call(accounts.usePasswordLink, { token, ...operator, accountName: `boss-${n}` });

  const outcomes = await Promise.allSettled(tokens.map(use));

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a link that creates the operator wants a name', async () => {
  await write();

  const use = server
    .anonymous()
    .call(accounts.usePasswordLink, { token: await readToken(), password: operator.password });

  await expect(use).rejects.toMatchObject({ code: 'request.invalid' });
});
