import { allRoutes, type Refusal, Role, type Route } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import type { TestClient } from '../testing/test-client.ts';
import { useTestServer } from '../testing/test-server.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const actors = ['nobody', ...Role.options] as const;
type Body = NonNullable<RequestInit['body']>;
const json = { 'content-type': 'application/json' };
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const pathOf = (route: Route, param = 'no-id') => `/api${route.path.replaceAll(/:\w+/g, param)}`;

const become = (actor: (typeof actors)[number]): Promise<TestClient> =>
  actor === 'nobody' ? Promise.resolve(server.anonymous()) : server.signIn(actor);
const becomeAllowed = (route: Route) =>
  become(route.callers === 'anyone' ? 'nobody' : (route.callers[0] ?? 'operator'));

async function codeOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { error } = (await response.json()) as { error?: Refusal };
  return error?.code ?? `answered ${response.status}`;
}

/** A request that fits the route in everything but its input. */
const init = (route: Route, body?: Body): RequestInit => ({
  method: route.method,
  ...(body !== undefined && { body, headers: route.rawBody ? { 'content-type': route.rawBody.types[0] ?? '' } : json }),
});

test('every route of the contract is mounted, once', () => {
  expect(server.ground.api.mounted.map(nameOf).toSorted()).toEqual(allRoutes.map(nameOf).toSorted());
});

describe.each(allRoutes.map((route) => [nameOf(route), route] as const))('%s', (_name, route) => {
  test('lets through whom the contract names and nobody else', async () => {
    for (const actor of actors) {
      const client = await become(actor);
      const response = await client.fetch(pathOf(route), init(route, route.body && '{"no":"such key"}'));
      const code = await codeOf(response);
      const isAllowed = route.callers === 'anyone' || route.callers.some((role) => role === actor);
      const refused = actor === 'nobody' ? 'accounts.signed_out' : 'accounts.not_allowed';
      expect({ actor, isRefused: code === refused }).toEqual({ actor, isRefused: !isAllowed });
      expect(code).not.toMatch(/^server\.|request.not_found/);
    }
  });

  test('answers a typed error to input that it cannot take', async () => {
    const client = await becomeAllowed(route);
    const send = async (path: string, body?: Body) => codeOf(await client.fetch(path, init(route, body)));
    for (const param of route.params ? ['no~id', '%00', '..%2f..', 'a'.repeat(500), "';drop table accounts;--"] : []) {
      expect(await send(pathOf(route, param), route.body && '{}')).toBe('request.invalid');
    }
    if (route.query) expect(await send(`${pathOf(route)}?no_such_key=1&a[b]=c&__proto__=x`)).toBe('request.invalid');
    expect(await send(`${pathOf(route)}?q=${'x'.repeat(3_000)}`)).toBe('request.too_large');
    if (route.body) await sendBadJson(client, route);
    if (route.rawBody) await sendBadBytes(client, route, route.rawBody.limitBytes);
  });

  test.runIf(route.method !== 'GET')('refuses other origins before anything else', async () => {
    const client = await becomeAllowed(route);
    const { host } = new URL(client.origin);
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { origin: `http://${host}.evil.test` },
      { origin: `https://${host}` },
      { origin: client.origin.replace(/\d+$/, '1') },
      { 'sec-fetch-site': 'cross-site', origin: 'http://evil.test' },
    ];
    for (const headers of foreign) {
      const response = await client.fetch(pathOf(route), { method: route.method, headers: { ...json, ...headers } });
      expect(await codeOf(response)).toBe('request.foreign_origin');
    }
  });
});

const strange = ['{', '[]', '"text"', 'null', '{"__proto__":{"role":"operator"}}', '{"constructor":1}', '\u0000'];

async function sendBadJson(client: TestClient, route: Route): Promise<void> {
  const send = async (body: string, headers: Record<string, string> = json) =>
    codeOf(await client.fetch(pathOf(route), { method: route.method, body, headers }));
  for (const body of strange) expect(await send(body)).toBe('request.invalid');
  expect(await send(`{"a":"${'x'.repeat(17_000)}"}`)).toBe('request.too_large');
  expect(await send('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).toBe('request.unsupported_type');
  expect(await send('{}', { 'content-type': 'text/plain' })).toBe('request.unsupported_type');
}

async function sendBadBytes(client: TestClient, route: Route, limitBytes: number): Promise<void> {
  const [type = ''] = route.rawBody?.types ?? [];
  const send = async (body: Body, contentType: string) =>
    codeOf(await client.fetch(pathOf(route), { method: route.method, body, headers: { 'content-type': contentType } }));
  expect(await send('<svg/>', 'image/svg+xml')).toBe('request.unsupported_type');
  expect(await send(new Uint8Array(limitBytes + 1), type)).toBe('request.too_large');
  expect(await send('', type)).toMatch(/request\.(invalid|unsupported_type)/);
}

test('an unknown path below /api answers a typed error', async () => {
  const response = await server.anonymous().fetch('/api/no/such/path');

  expect(response.status).toBe(404);
  expect(await codeOf(response)).toBe('request.not_found');
});
