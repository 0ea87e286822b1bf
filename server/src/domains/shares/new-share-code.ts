import { randomInt } from 'node:crypto';
import { ShareCode } from '@shoal/contract';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 14 random characters of base62: 83 bits, so links cannot be guessed. */
export const newShareCode = (): ShareCode =>
  ShareCode.parse(Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''));
