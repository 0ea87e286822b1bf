import { hash, verify } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { createPasswords } from './passwords.ts';

test('isRight() does the same work for a wrong password, an account without one, and no account', async () => {
  const costs: string[] = [];
  const passwords = createPasswords({
    hash,
    verify(known, password) {
      costs.push(String(known).split('$').slice(0, 4).join('$'));
      return verify(known, password);
    },
  });
  const known = await passwords.hash('the right one');

  for (const passwordHash of [known, null, undefined]) {
    expect(await passwords.isRight(passwordHash, 'a wrong one')).toBe(false);
  }

  expect(costs).toEqual(Array(3).fill('$argon2id$v=19$m=19456,t=2,p=1'));
  expect(await passwords.isRight(known, 'the right one')).toBe(true);
});
