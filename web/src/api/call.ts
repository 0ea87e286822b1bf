import type { Refusal, Route, RouteRequest, RouteResponse } from '@shoal/contract';
import { CallFailure } from './call-failure.ts';
import type { Endpoint } from './endpoint.ts';

const TIMEOUT_MS = 20_000;

/**
 * Calls a route. Fields named in the path go there; of a GET the rest is the query, else the JSON body.
 * @throws CallFailure
 */
export async function call<R extends Route>(
  endpoint: Endpoint<R>,
  request: RouteRequest<R>,
  signal?: AbortSignal,
): Promise<RouteResponse<R>> {
  const { url, rest } = fillPath(endpoint.path, request as Record<string, unknown>);
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(hasBody ? url : withQuery(url, rest), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: hasBody ? { 'content-type': 'application/json' } : {},
    ...(hasBody && { body: JSON.stringify(rest) }),
    signal: signal ? anySignal(signal, timeout) : timeout,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw CallFailure.offline(error);
  });
  return readAnswer<R>(response.ok, await response.text());
}

/** Reads an answer's body; shared with uploads. */
export function readAnswer<R extends Route>(isOk: boolean, text: string): RouteResponse<R> {
  const body = parseJson(text);
  if (isOk && body !== undefined) return body as RouteResponse<R>; // The server answers by the same contract.
  const refusal = (body as { error?: Refusal } | undefined)?.error;
  throw refusal?.code ? CallFailure.fromRefusal(refusal) : CallFailure.offline();
}

/** Puts the fields that the path names into it, and returns the others. */
export function fillPath(path: string, request: Record<string, unknown>) {
  const rest = { ...request };
  const url = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { url: `/api${url}`, rest };
}

function withQuery(url: string, rest: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text ? `${url}?${text}` : url;
}

// AbortSignal.any is younger than the browsers we serve.
function anySignal(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
