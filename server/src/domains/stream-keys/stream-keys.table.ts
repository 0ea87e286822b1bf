import type { AccountId, ShowId, StreamKeyId, streamKeys } from '@shoal/contract';

export type StreamKeysTable = {
  id: StreamKeyId;
  showId: ShowId;
  kind: streamKeys.StreamKeyKind;
  /** SHA-256 of a key with 256 random bits: there is nothing to guess, so it need not be slow. */
  hash: Buffer;
  issuedBy: AccountId;
  issuedAt: Date;
};

export type StreamKeysTables = { streamKeys: StreamKeysTable };
