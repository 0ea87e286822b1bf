import { AppError, mediaNode, ShowId, type StreamKeyId } from '@shoal/contract';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { RateLimit } from '../../platform/rate-limits.ts';
import { checkKey } from './check-key.ts';
import { answerProblems } from './problem.ts';
import { listValidKeys } from './stream-keys.store.ts';
import type { SdpKind, StreamKeysDeps } from './stream-keys-deps.ts';

const SDP = 'application/sdp';
const SDP_FRAGMENT = 'application/trickle-ice-sdpfrag';
/** An encoder that comes again and again opens a transport each time. */
const publishes: RateLimit = { name: 'whip-offers', points: 20, windowSeconds: 60 };
/** Players of one address share it; all players of a show share its key. */
const plays: RateLimit = { name: 'whep-offers', points: 120, windowSeconds: 60 };
const patches: RateLimit = { name: 'sdp-patches', points: 60, windowSeconds: 60 };

const readText = express.text({ limit: mediaNode.MAX_SDP_LENGTH, type: () => true, defaultCharset: 'utf-8' });

/**
 * Serves `/whip/<show>` (RFC 9725) and `/whep/<show>` (draft-ietf-wish-whep) to clients on any page or none. What counts
 * is the bearer token, never a cookie.
 */
export function sdpPages(deps: StreamKeysDeps): Router {
  const router = Router({ caseSensitive: true });
  for (const kind of ['whip', 'whep'] as const) {
    router.use(`/${kind}/`, openToAll);
    router.post(`/${kind}/:showId`, takeOffer(deps, kind));
    router.patch(`/${kind}/:showId/:sessionId`, takeFragment(deps, kind));
    router.delete(`/${kind}/:showId/:sessionId`, endSession(deps, kind));
    router.all(`/${kind}/:showId`, refuseMethod('POST, OPTIONS'));
    router.all(`/${kind}/:showId/:sessionId`, refuseMethod('PATCH, DELETE, OPTIONS'));
    router.use(`/${kind}/`, () => {
      throw new AppError('request.not_found', `nothing answers here: POST an offer to /${kind}/<show>`);
    });
    router.use(`/${kind}/`, answerProblems(deps.log));
  }
  return router;
}

/** Fetches of any origin may come, and read what clients need. */
const openToAll: RequestHandler = (request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'POST, PATCH, DELETE, OPTIONS',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-Match, ETag',
    'Access-Control-Expose-Headers': 'Location, ETag, Link, Accept-Patch, Retry-After',
    'Access-Control-Max-Age': '600',
    'Accept-Post': SDP,
    'Accept-Patch': SDP_FRAGMENT,
  });
  if (request.method !== 'OPTIONS') return next();
  response.status(200).end();
};

/** RFC 9725 keeps every other method of these addresses for later. */
const refuseMethod =
  (allowed: string): RequestHandler =>
  (request, response) => {
    response.setHeader('Allow', allowed);
    throw new AppError('request.wrong_method', `${request.method} means nothing here`);
  };

const takeOffer =
  (deps: StreamKeysDeps, kind: SdpKind): RequestHandler =>
  async (request, response) => {
    const showId = readShowId(request);
    const ip = request.ip ?? 'unknown';
    const key = await checkKey(deps, { authorization: request.get('authorization'), ip, kind, showId });
    await (kind === 'whip' ? deps.limits.take(publishes, showId) : deps.limits.take(plays, `${showId} ${ip}`));
    const offer = await readSdp(request, response, SDP);
    await requireStill(deps, key.id); // A body may come slowly, and the key be taken back meanwhile.
    const sessionId = deps.newSessionId();
    const client = { showId, keyId: key.id, accountId: key.issuedBy, sessionId };
    const { answer, iceTag } = await (kind === 'whip' ? deps.publishOffer : deps.playOffer)(client, offer);
    await requireStill(deps, key.id); // Or between that look and the grant: then there was nothing to close yet.
    deps.log.info({ showId, kind, sessionId }, 'client came with an offer');
    response.status(201).location(`/${kind}/${showId}/${sessionId}`).setHeader('ETag', `"${iceTag}"`);
    response.type(SDP).send(answer);
  };

const takeFragment =
  (deps: StreamKeysDeps, kind: SdpKind): RequestHandler =>
  async (request, response) => {
    const name = await requireSession(deps, request, kind);
    await deps.limits.take(patches, name.sessionId);
    const iceTag = readIfMatch(request.get('if-match'));
    const fragment = await readSdp(request, response, SDP_FRAGMENT);
    const { answer, iceTag: now } = await deps.patchSession(name, { iceTag, fragment });
    if (answer === null) return void response.status(204).end();
    response.status(200).setHeader('ETag', `"${now}"`);
    response.type(SDP_FRAGMENT).send(answer);
  };

const endSession =
  (deps: StreamKeysDeps, kind: SdpKind): RequestHandler =>
  async (request, response) => {
    const name = await requireSession(deps, request, kind);
    await deps.endSession(name);
    response.status(200).end(); // OBS takes 204 for a failure.
  };

/** Whether a key that was right is right still; else what came by it meanwhile is closed. @throws AppError `media.key_refused` */
async function requireStill({ closeClients, db }: StreamKeysDeps, keyId: StreamKeyId): Promise<void> {
  if ((await listValidKeys(db, [keyId])).length > 0) return;
  await closeClients(keyId);
  throw new AppError('media.key_refused', 'the key was taken back meanwhile');
}

/** The session, for who has the key that it came with. @throws AppError `media.key_refused` | `request.not_found` */
async function requireSession(deps: StreamKeysDeps, request: Request, kind: SdpKind) {
  const showId = readShowId(request);
  const authorization = request.get('authorization');
  const key = await checkKey(deps, { authorization, ip: request.ip ?? 'unknown', kind, showId });
  const name = { showId, kind, sessionId: String(request.params.sessionId) };
  if (deps.getSessionKey(name) !== key.id) throw new AppError('request.not_found', 'there is no such session');
  return name;
}

function readShowId(request: Request): ShowId {
  const showId = ShowId.safeParse(request.params.showId);
  if (!showId.success) throw new AppError('request.not_found', 'there is no such show');
  return showId.data;
}

/**
 * The ICE session that a request means (RFC 9110, 13.1.1); null for `*`, whatever is there.
 * @throws AppError `media.ice_unnamed` | `media.ice_changed` for what can be no tag of ours
 */
function readIfMatch(header: string | undefined): string | null {
  if (header === undefined) throw new AppError('media.ice_unnamed', 'name the ICE session by If-Match');
  if (header.trim() === '*') return null;
  const tag = /^"([\w+/=-]{1,64})"$/.exec(header.trim())?.[1];
  if (tag === undefined) throw new AppError('media.ice_changed', 'If-Match names no ICE session of ours');
  return tag;
}

async function readSdp(request: Request, response: Response, type: string): Promise<string> {
  if (!request.is(type)) throw new AppError('request.unsupported_type', `send ${type}`);
  await new Promise<void>((resolve, reject) => {
    readText(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  const body: unknown = request.body;
  if (typeof body !== 'string' || body === '') throw new AppError('request.invalid', 'the body is empty');
  return body;
}
