import { AppError, type Route, type RouteInput } from '@shoal/contract';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import type { CallerOf, Member } from '../platform/caller.ts';
import { checkCaller } from '../platform/check-caller.ts';
import { isOwnRequest, type OriginRules } from '../platform/origins.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limits.ts';
import { readSessionToken } from '../platform/session-cookie.ts';
import { createBodyPlaces, type InBodyPlace } from './body-places.ts';
import { type Exchange, toExchange } from './exchange.ts';
import { toOpenApi } from './openapi.ts';
import { readBody } from './read-body.ts';

/** Answers one route. What it returns is the response's schema, before parsing. */
export type RouteHandler<R extends Route> = (
  caller: CallerOf<R>,
  input: RouteInput<R>,
  exchange: Exchange,
) => Promise<z.input<R['response']>>;

/** Registers a handler for a contract route; a domain gets this and nothing else of http. */
export type OnRoute = <const R extends Route>(route: R, handle: RouteHandler<R>) => void;

export type MountDeps = {
  origins: OriginRules;
  /** Who a session token stands for; undefined when it stands for nobody (any more). */
  authenticate: (token: string) => Promise<Member | undefined>;
  limits: RateLimits;
  /** Parse our own answers too, to catch drift from the contract. Off in production. */
  checksResponses: boolean;
};

/** Routes mounted so far, and the router that serves them below `/api`. */
export type ApiRouter = { router: Router; on: OnRoute; mounted: readonly Route[] };

const perSession: RateLimit = { name: 'api-session', points: 300, windowSeconds: 10 };

/** Opens the API: the only place where an HTTP request becomes a trusted value. */
export function createApiRouter(deps: MountDeps): ApiRouter {
  const router = Router({ caseSensitive: true });
  const mounted: Route[] = [];
  const inPlace = createBodyPlaces();
  const on: OnRoute = (route, handle) => {
    mounted.push(route);
    const method = route.method.toLowerCase() as 'get'; // Each method is a function of the same shape.
    const act = { route, handle: handle as unknown as AnyHandler, inPlace }; // The schemas say what it takes.
    router[method](route.path, toHandler(deps, act));
  };
  router.get('/openapi.json', (_request, response) => void response.json(toOpenApi(mounted, deps.origins.publicUrl)));
  return { router, on, mounted };
}

type AnyHandler = (caller: Member | undefined, input: unknown, exchange: Exchange) => Promise<unknown>;

type Act = { route: Route; handle: AnyHandler; inPlace: InBodyPlace };

function toHandler(deps: MountDeps, { handle, inPlace, route }: Act): RequestHandler {
  return async (request, response) => {
    const { isSecure } = deps.origins;
    if (route.method !== 'GET' && !isOwnRequest(deps.origins, request.headers)) {
      throw new AppError('request.foreign_origin', 'this request does not come from our own pages');
    }
    const caller = await findCaller(deps, request, isSecure);
    checkCaller(route.callers, caller);
    const work = async () =>
      handle(caller, await readInput(route, request, response), toExchange(request, response, isSecure));
    const answer = await (route.rawBody && caller ? inPlace(caller.accountId, work) : work());
    response.setHeader('Cache-Control', 'no-store');
    response.json(deps.checksResponses ? route.response.parse(answer) : answer);
  };
}

async function findCaller(deps: MountDeps, request: Request, isSecure: boolean): Promise<Member | undefined> {
  const token = readSessionToken(request.headers.cookie, isSecure);
  const member = token ? await deps.authenticate(token) : undefined;
  if (member) await deps.limits.take(perSession, member.sessionId);
  return member;
}

async function readInput(route: Route, request: Request, response: Response): Promise<unknown> {
  const body = await readBody(route, request, response);
  const params = parse(route.params, { ...request.params }, 'path');
  const query = parse(route.query, { ...request.query }, 'query');
  if (route.rawBody) return { ...params, ...query, bytes: body, contentType: request.headers['content-type'] ?? '' };
  return { ...params, ...query, ...parse(route.body, body, 'body') };
}

function parse(schema: z.ZodType | undefined, value: unknown, part: string): object {
  if (!schema) return {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as object; // Params, query and body are objects in every route.
  const first = parsed.error.issues[0];
  throw new AppError(
    'request.invalid',
    `${[part, ...(first?.path ?? [])].join('.')}: ${first?.message ?? 'not valid'}`,
  );
}
