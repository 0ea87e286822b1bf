import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, accounts } from '@shoal/contract';
import { type ApiClient, openApiClient } from '../client/api-client.ts';
import type { DemoPlace } from './demo-place.ts';
import { newPassword } from './new-password.ts';
import { people } from './story/people.ts';

export type NewPerson = {
  readonly accountName: string;
  readonly displayName: string;
  readonly tagline: string;
  readonly face?: string;
};

/** Signs in as the operator; makes her first, by the one-time link of a new installation. */
export async function openOperator(place: DemoPlace): Promise<ApiClient> {
  const { accountName, displayName } = people.operator;
  const password = passwordOf(place, accountName);
  const client = openApiClient(place.serverUrl);
  try {
    await client.call(accounts.signIn, { accountNameOrPhone: accountName, password });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'accounts.wrong_credentials') throw error;
    await client.call(accounts.usePasswordLink, { token: setupToken(place), password, accountName, displayName });
  }
  return client;
}

/** An account with the demo's password for it, signed in; made when it is not there. */
export async function openAccount(
  place: DemoPlace,
  operator: ApiClient,
  person: NewPerson & { readonly role: 'host' | 'shopkeeper' },
): Promise<ApiClient> {
  const { accountName, displayName, role, tagline, face } = person;
  const password = passwordOf(place, accountName);
  const client = openApiClient(place.serverUrl);
  try {
    await client.call(accounts.signIn, { accountNameOrPhone: accountName, password });
    return client;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'accounts.wrong_credentials') throw error;
  }
  await client.call(accounts.usePasswordLink, {
    token: await passwordToken(operator, { accountName, displayName, role }),
    password,
  });
  const picture = face ? await place.uploadPicture(client, face) : null;
  await client.call(accounts.updateMe, { tagline, facePictureId: picture, locale: 'zh' });
  return client;
}

/** Of a new account, or of one that was made before the seed was cut off. */
async function passwordToken(
  operator: ApiClient,
  person: { accountName: string; displayName: string; role: 'host' | 'shopkeeper' },
): Promise<string> {
  const { accounts: rows } = await operator.call(accounts.listAccounts, { search: person.accountName });
  const there = rows.find((row) => row.accountName === person.accountName);
  const { url } = there
    ? await operator.call(accounts.resetPassword, { accountId: there.accountId })
    : (await operator.call(accounts.createAccount, person)).passwordLink;
  return lastPart(url);
}

function passwordOf({ state, save }: DemoPlace, accountName: string): string {
  const known = state.passwords[accountName];
  if (known) return known;
  const password = newPassword();
  state.passwords[accountName] = password;
  save(); // Before it is used: a seed that is cut off must still know it.
  return password;
}

const setupToken = ({ dataDir }: DemoPlace) => lastPart(readFileSync(join(dataDir, 'setup-link.txt'), 'utf8').trim());
const lastPart = (url: string) => url.slice(url.lastIndexOf('/') + 1);
