import { createHash } from 'node:crypto';

/** The session token of the nth shopkeeper of a seeded school: ten thousand need not be sent from process to process. */
export const toToken = (secret: string, index: number): string =>
  createHash('sha256').update(`${secret} ${index}`).digest('base64url');

export const toCookie = (token: string): string => `sid=${token}`;
