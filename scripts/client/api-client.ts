import { AppError, isErrorCode, type Route, type RouteRequest, type RouteResponse } from '@shoal/contract';

export type ApiClient = {
  /** Calls a route as whoever signed in on this client. @throws AppError with the code the server answered. */
  call: <R extends Route>(route: R, input: RouteRequest<R>) => Promise<RouteResponse<R>>;
  /** The session cookie, for a socket; empty before sign-in. */
  cookie: () => string;
};

/**
 * A browser's part of the HTTP wire for programs: typed by the contract, keeps its cookies, and may start with some.
 * @param moreHeaders what it sends beside, at each call
 */
export function openApiClient(
  baseUrl: string,
  startCookies: Readonly<Record<string, string>> = {},
  moreHeaders: Readonly<Record<string, string>> = {},
): ApiClient {
  const cookies = new Map(Object.entries(startCookies));
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  const call: ApiClient['call'] = async (route, input) => {
    const { url, body } = toRequest(route, input as Record<string, unknown>);
    const response = await fetch(`${baseUrl}/api${url}`, {
      method: route.method,
      headers: { ...moreHeaders, origin: baseUrl, cookie: cookie(), ...(body ? { 'content-type': body.type } : {}) },
      ...(body ? { body } : {}),
      signal: AbortSignal.timeout(120_000),
    });
    for (const header of response.headers.getSetCookie()) keep(cookies, header);
    const answer: unknown = await response.json();
    if (!response.ok) throw toAppError(answer, response.status);
    return answer as RouteResponse<typeof route>; // The server parses its answers by the same contract.
  };
  return { call, cookie };
}

function toRequest(route: Route, input: Record<string, unknown>): { url: string; body: Blob | undefined } {
  const left = new Map(Object.entries(input));
  const take = (name: string) => {
    const value = left.get(name);
    left.delete(name);
    return encodeURIComponent(String(value));
  };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => take(name));
  if (route.rawBody) return { url: path, body: left.get('bytes') as Blob };
  if (route.body)
    return { url: path, body: new Blob([JSON.stringify(Object.fromEntries(left))], { type: 'application/json' }) };
  const query = new URLSearchParams(
    [...left]
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)]),
  );
  return { url: query.size > 0 ? `${path}?${query}` : path, body: undefined };
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = ''] = header.split(';');
  const at = pair.indexOf('=');
  const value = pair.slice(at + 1);
  if (value === '' || /max-age=0/i.test(header)) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), value);
}

function toAppError(answer: unknown, status: number): AppError {
  const error = (answer as { error?: { code?: unknown; message?: unknown } }).error;
  if (error && isErrorCode(error.code)) return new AppError(error.code, String(error.message));
  return new AppError('server.unexpected', `status ${status} without a known error code`);
}
