import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

/** A fresh row id; later ids sort after earlier ones. The caller's type says whose id it is. */
export const newId = <Id extends string>(): Id => uuidv7() as Id; // A brand exists only in types.

/** 256 random bits in 43 characters of base64url: session tokens and one-time links. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A number from 0 to below 1 that nobody can foresee. */
export const newRandom = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
