import { z } from 'zod';
import { ShowId } from '../ids.ts';
import { crew } from '../roles.ts';
import { route } from '../route.ts';
import { Instant } from '../time.ts';

/** What a key lets in: an encoder that publishes (WHIP), or players that watch (WHEP). */
export const StreamKeyKind = z.enum(['publish', 'play']);
export type StreamKeyKind = z.infer<typeof StreamKeyKind>;

/** One of a show's two keys as it stands. The key itself is told once, when it is issued. */
export const StreamKey = z.strictObject({
  kind: StreamKeyKind,
  /** Where encoder or player go, with the key as bearer token. */
  url: z.url(),
  /** Null while there is none. */
  issuedAt: Instant.nullable(),
  /** Encoders or players that are here with it now. */
  clients: z.int().min(0),
});
export type StreamKey = z.infer<typeof StreamKey>;

const showAndKind = z.strictObject({ showId: ShowId, kind: StreamKeyKind });

export const listStreamKeys = route({
  method: 'GET',
  path: '/shows/:showId/stream-keys',
  callers: crew,
  params: z.strictObject({ showId: ShowId }),
  response: z.strictObject({ keys: z.array(StreamKey).length(2) }),
  errors: ['shows.not_found'],
  summary: 'Addresses and keys of a show for encoders and players, without the keys themselves',
});

export const issueStreamKey = route({
  method: 'POST',
  path: '/shows/:showId/stream-keys/:kind',
  callers: crew,
  params: showAndKind,
  response: z.strictObject({ key: StreamKey, secret: z.string().min(1) }),
  errors: ['shows.not_found', 'shows.wrong_state'],
  summary: 'A fresh key, told this once; the one before ends, and with it what came by it',
});

export const revokeStreamKey = route({
  method: 'DELETE',
  path: '/shows/:showId/stream-keys/:kind',
  callers: crew,
  params: showAndKind,
  response: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Takes a key back: what came by it is closed within 2 s; safe to repeat',
});
