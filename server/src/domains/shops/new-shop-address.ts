import { randomInt } from 'node:crypto';

/** Nothing that is mistaken for something else when it is read from paper. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 10;

/** 10 random characters: 49 bits, so shops cannot be guessed while misses are limited, and an address can be typed. */
export const newShopAddress = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** What a person typed or scanned as an address; undefined when no shop can have it. */
export const readShopAddress = (typed: string): string | undefined => {
  const address = typed.toLowerCase();
  return /^[2-9a-hj-km-np-z]{10}$/.test(address) ? address : undefined;
};
