import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, accounts } from '@shoal/contract';
import { Router } from 'express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { silentLog } from '../platform/log.ts';
import { createRateLimits } from '../platform/rate-limits.ts';
import { useTestServer } from '../testing/test-server.ts';
import { createApp } from './create-app.ts';

const webDist = join(tmpdir(), `shoal-web-${process.pid}`);
const server = useTestServer({ env: { WEB_DIST: webDist, LOG_LEVEL: 'silent', TRUST_PROXY: 'loopback' } });

beforeAll(async () => {
  await mkdir(join(webDist, 'assets'), { recursive: true });
  await writeFile(join(webDist, 'index.html'), '<!doctype html><script type="module" src="/assets/app-1.js"></script>');
  await writeFile(join(webDist, 'assets', 'app-1.js'), 'export {};');
});
afterAll(() => rm(webDist, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}) => server.anonymous().fetch(path, { headers });

test('a page path answers index.html, never stored, with the nonce of its own policy', async () => {
  const response = await get('/studio/1');
  const html = await response.text();

  const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
  expect(html).toContain(`<script nonce="${nonce}" type="module"`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect((await get('/studio/1')).headers.get('content-security-policy')).not.toContain(String(nonce));
});

test('an address that was cut in the middle of a character is the app’s to explain', async () => {
  const response = await get('/join/abc%E4%BB%8');

  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

test('assets are immutable, and a missing one is a 404 and no page', async () => {
  const asset = await get('/assets/app-1.js');

  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(asset.headers.get('content-type')).toContain('text/javascript');
  for (const path of ['/assets/gone.js', '/api/gone', '/assets/..%2findex.html', '/s/', '/hls/gone.m3u8']) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
});

test('a text asset comes compressed to who takes that, and plain to who does not', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const response = await get('/assets/app-1.js', { 'accept-encoding': encoding });
    expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toBe('export {};');
  }
});

test('every answer carries the security headers, and over http none that need https', async () => {
  for (const path of ['/', '/api/me', '/assets/app-1.js', '/api/gone']) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('with a public URL on https the headers and the cookie are strict', async () => {
  const { url } = await server.startAnother({ PUBLIC_URL: 'https://shoal.example' });

  const response = await fetch(`${url}/api/session`, {
    method: 'DELETE',
    headers: { origin: 'https://shoal.example' },
  });

  expect(response.status).toBe(200);
  expect(response.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  expect(response.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
  expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-sid=; Path=\/; .*HttpOnly; Secure; SameSite=Lax/);
  const local = await fetch(`${url}/api/session`, { method: 'DELETE', headers: { origin: url } });
  expect(local.status).toBe(403);
});

test('GET /healthz and /readyz say how the server is, and readiness ends with the database', async () => {
  const { shoal, url } = await server.startAnother();
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ isDraining: false, parts: { database: 'ok' } });

  await shoal.ground.db.destroy();

  const response = await fetch(`${url}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: 'failed', parts: { database: 'failed' } });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('close() answers the request that is running, then cuts nobody short', async () => {
  const { shoal, url } = await server.startAnother();
  const { port } = new URL(url);
  const answered = new Promise<number>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', origin: url, 'content-length': 2 };
    const slow = request({ port, host: '127.0.0.1', path: '/api/session', method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    slow.on('error', reject);
    slow.write('{');
    slow.flushHeaders();
    setTimeout(() => slow.end('}'), 300);
  });
  await new Promise((resolve) => setTimeout(resolve, 100));

  const started = Date.now();
  await shoal.close();

  expect(await answered).toBe(400);
  expect(Date.now() - started).toBeLessThan(5_000);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('a forwarded address is believed from a trusted proxy only as far as the list goes', async () => {
  const wrong = { accountNameOrPhone: 'nobody', password: 'wrong' };
  const signIn = async (forwarded: string) => {
    const response = await server.anonymous().fetch('/api/session', {
      method: 'POST',
      body: JSON.stringify({ ...wrong, accountNameOrPhone: `nobody-${crypto.randomUUID().slice(0, 8)}` }),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
    });
    return response.status;
  };
  // Twenty failures of one address, whatever it writes in front of what the proxy appended.
  const statuses: number[] = [];
  for (let n = 0; n < 21; n += 1) statuses.push(await signIn(`10.9.9.${n}, 203.0.113.7`));

  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
  expect(statuses[20]).toBe(429);
  expect(await signIn('203.0.113.8')).toBe(401);
  await expect(server.anonymous().call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
});

test('a refusal at a door is a typed one with the security headers, and nothing behind it was asked', async () => {
  const behind = vi.fn();
  const app = createApp({
    isSecure: false,
    trustedProxies: [],
    webDist,
    log: silentLog,
    limits: createRateLimits(undefined),
    listFetchOrigins: () => [],
    doors: [(_request, _response, next) => next(new AppError('server.unavailable', 'full'))],
    health: Router().use(behind),
    api: Router().use(behind),
    pages: [Router().use(behind)],
    showRefusal: () => undefined,
  });
  const listening = app.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo; // It listens on a port.
  const response = await fetch(`http://127.0.0.1:${port}/p/a.jpg`);
  listening.close();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ error: { code: 'server.unavailable' } });
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(behind).not.toHaveBeenCalled();
});
