import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { createClosing } from './closing.ts';
import { silentLog } from './log.ts';
import { isAllowedOrigin, isOwnRequest } from './origins.ts';
import { toPretty } from './pretty-stream.ts';
import { toRefusal } from './refusal.ts';
import { readSessionToken } from './session-cookie.ts';

test('closeAll() closes in reverse order, once, past a part that fails and one that hangs', async () => {
  const closing = createClosing(silentLog);
  const closed: string[] = [];
  closing.add('first', () => closed.push('first'));
  closing.add('failing', () => Promise.reject(new Error('no')));
  closing.add('hanging', () => sleep(60_000, undefined, { ref: false }), 20);
  closing.add('last', () => closed.push('last'));

  await Promise.all([closing.closeAll(), closing.closeAll()]);

  expect(closed).toEqual(['last', 'first']);
});

test('toPretty() puts time, level, message and fields on one line, and the stack below', () => {
  const line = JSON.stringify({
    time: '2026-01-02T03:04:05.678Z',
    level: 'warn',
    msg: 'queue is long',
    length: 7,
    part: 'a b',
  });

  expect(toPretty(line)).toBe('03:04:05 warn  queue is long length=7 part="a b"\n');
  expect(toPretty('no json\n')).toBe('no json\n');
  expect(toPretty(JSON.stringify({ level: 'error', msg: 'x', err: { stack: 'Error: y\n    at z' } }))).toContain(
    '\nError: y\n    at z\n',
  );
});

test('toRefusal() tells the code of an AppError and nothing of any other error', () => {
  expect(toRefusal(new AppError('chat.muted', 'quiet'), silentLog, {})).toEqual({
    code: 'chat.muted',
    message: 'quiet',
    retry: 'never',
  });
  expect(JSON.stringify(toRefusal(new Error('password=hunter2'), silentLog, {}))).not.toContain('hunter2');
  expect(toRefusal(Object.assign(new Error('lock'), { code: '55P03' }), silentLog, {})).toMatchObject({
    code: 'server.unavailable',
  });
});

test('readSessionToken() takes only a token of the right name and shape', () => {
  const token = 'a'.repeat(43);
  expect(readSessionToken(`x=1; sid=${token}`, false)).toBe(token);
  expect(readSessionToken(`sid=${token}`, true)).toBeUndefined();
  expect(readSessionToken(`__Host-sid=${token}`, true)).toBe(token);
  expect(readSessionToken('sid=short', false)).toBeUndefined();
  expect(readSessionToken(undefined, false)).toBeUndefined();
});

describe('origins', () => {
  const lan = { publicUrl: 'http://192.168.1.5:3000', isSecure: false };
  const secure = { publicUrl: 'https://shoal.example', isSecure: true };

  test('isAllowedOrigin() takes the public URL, and over plain http the host that was addressed', () => {
    expect(isAllowedOrigin(lan, 'http://192.168.1.5:3000', 'localhost:3000')).toBe(true);
    expect(isAllowedOrigin(lan, 'http://localhost:3000', 'localhost:3000')).toBe(true);
    expect(isAllowedOrigin(secure, 'https://shoal.example', 'shoal.example')).toBe(true);
  });

  test.each([
    'null',
    'https://shoal.example.evil.test',
    'https://evil-shoal.example',
    'https://shoal.example:444',
    'http://shoal.example',
    'https://sub.shoal.example',
    'https://shoal.example/',
    'HTTPS://SHOAL.EXAMPLE',
    '',
  ])('isAllowedOrigin() refuses %j on https', (origin) => {
    expect(isAllowedOrigin(secure, origin, 'shoal.example')).toBe(false);
  });

  test.each(['http://localhost:3001', 'https://localhost:3000', 'http://localhost', 'http://evil.test', 'null'])(
    'isAllowedOrigin() refuses %j on a local network',
    (origin) => {
      expect(isAllowedOrigin(lan, origin, 'localhost:3000')).toBe(false);
    },
  );

  test('isOwnRequest() believes Fetch Metadata, then Origin, then Referer, and nobody else', () => {
    const host = 'shoal.example';
    expect(isOwnRequest(secure, { host, 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(isOwnRequest(secure, { host, 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' })).toBe(false);
    expect(isOwnRequest(secure, { host, 'sec-fetch-site': 'same-site' })).toBe(false);
    expect(isOwnRequest(secure, { host, 'sec-fetch-site': 'none' })).toBe(false);
    expect(isOwnRequest(secure, { host, origin: 'https://shoal.example' })).toBe(true);
    expect(isOwnRequest(secure, { host, referer: 'https://shoal.example/studio/1' })).toBe(true);
    expect(isOwnRequest(secure, { host, referer: 'https://evil.test/shoal.example' })).toBe(false);
    expect(isOwnRequest(secure, { host, referer: 'no url' })).toBe(false);
    expect(isOwnRequest(secure, { host })).toBe(false);
  });
});
