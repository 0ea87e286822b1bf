import http, { type CookieJar, type RefinedResponse } from 'k6/http';
import { plan } from './target.ts';

export type ApiAnswer = { readonly status: number; readonly data: unknown; readonly ms: number };
type ApiRequest = { headers: Record<string, string>; body?: object; jar?: CookieJar };

/** Calls a route of the contract by its path, parameters filled in. It never throws: a lost answer has status 0. */
export async function callApi(method: 'GET' | 'POST', path: string, request: ApiRequest): Promise<ApiAnswer> {
  const answer = await send(method, `${plan.url}/api${path}`, request);
  return { status: answer.status, data: parse(answer), ms: answer.timings.duration };
}

/** A page as a visitor opens it, whole. */
export async function getPage(path: string, request: ApiRequest): Promise<string> {
  const answer = await send('GET', `${plan.url}${path}`, request);
  return answer.status === 200 ? (answer.body ?? '') : '';
}

/** A path of the contract with its parameters filled in. */
export const toPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');

function send(method: string, url: string, { body, headers, jar }: ApiRequest): Promise<RefinedResponse<'text'>> {
  const text = body ? JSON.stringify(body) : null;
  return http.asyncRequest(method, url, text, {
    // A virtual user's own jar would mix the cookies of the people it plays.
    jar: jar ?? new http.CookieJar(),
    headers: text ? { ...headers, 'Content-Type': 'application/json' } : headers,
    responseType: 'text',
    tags: { name: method },
  });
}

function parse({ body }: RefinedResponse<'text'>): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined; // No answer, or a page of a proxy.
  }
}
