import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../platform/log.ts';
import type { EdgeAnswer, EdgeReader } from './edge-answer.ts';
import { EdgeServer } from './edge-server.ts';

const list: EdgeAnswer = { status: 200, type: 'list', text: Buffer.from('#EXTM3U\n'), zipped: Buffer.from('zipped') };
const media: EdgeAnswer = { status: 200, type: 'media', bytes: [Buffer.from('moof'), Buffer.from('mdat')] };

/** A server over answers by path; `held` is never answered, and says when its reader came and left. */
async function openServer(tls?: { certFile: string; keyFile: string }) {
  let hasLeft: () => void = () => {};
  let hasCome: () => void = () => {};
  const came = new Promise<void>((resolve) => {
    hasCome = resolve;
  });
  const left = new Promise<void>((resolve) => {
    hasLeft = resolve;
  });
  const reader: EdgeReader = {
    countHeld: () => 0,
    answer: async (url, gone) => {
      if (url === '/list') return list;
      if (url === '/media') return media;
      if (url === '/later') return { status: 503, type: 'refusal' };
      hasCome();
      await new Promise<void>((resolve) => gone.addEventListener('abort', () => resolve()));
      hasLeft();
      return { status: 404, type: 'refusal' };
    },
  };
  const server = await EdgeServer.open({ host: '127.0.0.1', port: 0, tls, reader, log: openLog('silent') });
  onTestFinished(() => server.close());
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${server.port}`, came, left };
}

test('any page may read, lists are never kept and parts are', async () => {
  const { url } = await openServer();
  const [answer, part] = [
    await fetch(`${url}/list`, { headers: { 'accept-encoding': 'identity' } }),
    await fetch(`${url}/media`),
  ];
  expect(await answer.text()).toBe('#EXTM3U\n');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
  expect(await part.text()).toBe('moofmdat');
  expect(part.headers.get('content-length')).toBe('8');
  expect(part.headers.get('cache-control')).toContain('immutable');
  const asked = await fetch(`${url}/media`, { method: 'OPTIONS' });
  expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, '*']);
  const head = await fetch(`${url}/media`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '8', '']);
  expect((await fetch(`${url}/media`, { method: 'POST' })).status).toBe(405);
  const later = await fetch(`${url}/later`);
  expect([later.status, later.headers.get('retry-after')]).toEqual([503, '1']);
});

test('a reader that leaves while it is held is noticed', async () => {
  const { came, left, url } = await openServer();
  const leaving = new AbortController();
  const asked = fetch(`${url}/held`, { signal: leaving.signal }).catch(() => undefined);
  await came;
  leaving.abort();
  await asked;
  await left;
});

const canCertify = await promisify(execFile)('openssl', ['version']).then(
  () => true,
  () => false,
);

test.skipIf(!canCertify)('with a certificate one HTTP/2 connection carries many held requests', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'shoal-cert-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const [certFile, keyFile] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  await promisify(execFile)('openssl', [...request, '-subj', '/CN=edge', '-keyout', keyFile, '-out', certFile]);
  const { left, url } = await openServer({ certFile, keyFile });
  const session = connect(url, { rejectUnauthorized: false });
  onTestFinished(() => session.destroy());
  const ask = (path: string) =>
    new Promise<{ status: unknown; body: Buffer }>((resolve, reject) => {
      const stream = session.request({ ':path': path, 'accept-encoding': 'gzip' });
      const chunks: Buffer[] = [];
      let status: unknown;
      stream.on('response', (headers) => {
        status = headers[':status'];
      });
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => resolve({ status, body: Buffer.concat(chunks) }));
      stream.once('error', reject);
    });

  const held = Array.from({ length: 20 }, () => session.request({ ':path': '/held' }));
  for (const stream of held) stream.on('error', () => {});
  expect(await ask('/media')).toEqual({ status: 200, body: Buffer.from('moofmdat') });
  expect(await ask('/list')).toEqual({ status: 200, body: Buffer.from('zipped') });
  for (const stream of held) stream.close();
  await left;
});
