import { timingSafeEqual } from 'node:crypto';
import { AppError, type ShowId } from '@shoal/contract';
import type { RateLimit } from '../../platform/rate-limits.ts';
import { hashKey } from './manage-keys.ts';
import { findStreamKey, type StreamKeyRow } from './stream-keys.store.ts';
import type { SdpKind, StreamKeysDeps } from './stream-keys-deps.ts';

type Deps = Pick<StreamKeysDeps, 'db' | 'limits' | 'mayCommand'>;

const failures: RateLimit = { name: 'stream-key-failures', points: 20, windowSeconds: 60 };
/** 256 random bits and what stands before them, with room for longer ones. */
const MAX_BEARER_LENGTH = 256;

/**
 * The key that a bearer token stands for at this show. Unknown shows, missing keys and wrong ones look alike.
 * @throws AppError `media.key_refused` | `request.rate_limited` for an address that tries many
 */
export async function checkKey(
  deps: Deps,
  { authorization, ip, kind, showId }: { authorization: string | undefined; ip: string; kind: SdpKind; showId: ShowId },
): Promise<StreamKeyRow> {
  await deps.limits.check(failures, ip);
  const row = await findStreamKey(deps.db, { showId, kind: kind === 'whip' ? 'publish' : 'play' });
  const secret = readBearer(authorization);
  const isRight = row && secret !== undefined && timingSafeEqual(row.hash, hashKey(secret));
  if (isRight && (await deps.mayCommand(row.issuedBy, showId))) return row;
  await deps.limits.take(failures, ip);
  throw new AppError('media.key_refused', 'the bearer token is no valid key of this show');
}

function readBearer(authorization: string | undefined): string | undefined {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
  return token !== undefined && token.length <= MAX_BEARER_LENGTH ? token : undefined;
}
