import { AppError, type Refusal, type Route, type RouteRequest, type RouteResponse } from '@shoal/contract';

/** A browser as the tests drive it: one cookie jar, one origin. */
export type TestClient = {
  /** The Cookie header as it stands now. */
  readonly cookie: string;
  readonly origin: string;
  /** Any request, with cookie and own origin unless `init` says otherwise. The path begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Calls a contract route. @throws AppError with the code that came back. */
  call<const R extends Route>(route: R, input: RouteRequest<R>): Promise<RouteResponse<R>>;
};

/** A client of the server at `origin`, signed in when it is given a cookie. */
export function createTestClient(origin: string, firstCookie = ''): TestClient {
  let cookie = firstCookie;
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers({ origin, ...(cookie && { cookie }) });
    new Headers(init.headers).forEach((value, name) => void headers.set(name, value));
    const response = await fetch(origin + path, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    return response;
  };
  return {
    get cookie() {
      return cookie;
    },
    origin,
    fetch: send,
    async call(route, input) {
      const { init, path } = toRequest(route, input as Record<string, unknown>);
      const response = await send(`/api${path}`, init);
      const answer: unknown = await response.json();
      if (!response.ok) throw toAppError((answer as { error: Refusal }).error);
      return route.response.parse(answer) as RouteResponse<typeof route>;
    },
  };
}

/** Splits merged input into path, query and body, by the route's schemas. */
export function toRequest(route: Route, input: Record<string, unknown>): { path: string; init: RequestInit } {
  const paramNames = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const path = paramNames.reduce(
    (built, name) => built.replace(`:${name}`, encodeURIComponent(String(input[name]))),
    route.path as string,
  );
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !paramNames.includes(name) && value !== undefined),
  );
  if (route.rawBody) {
    const { bytes, ...query } = rest as { bytes: Blob };
    const init = { method: route.method, body: bytes, headers: { 'content-type': bytes.type } };
    return { path: path + toQuery(query), init };
  }
  if (!route.body) return { path: path + toQuery(rest), init: { method: route.method } };
  const init = { method: route.method, body: JSON.stringify(rest), headers: { 'content-type': 'application/json' } };
  return { path, init };
}

const toQuery = (query: Record<string, unknown>) => {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text && `?${text}`;
};

/** A refusal as the error it was. */
export const toAppError = ({ code, marks, message }: Refusal): AppError =>
  new AppError(code, message, marks && { marks });
