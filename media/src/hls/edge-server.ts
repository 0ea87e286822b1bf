import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Log } from '../platform/log.ts';
import type { EdgeAnswer, EdgeReader } from './edge-answer.ts';

/** Longer than any request is held; a reader that takes nothing for so long is let go. */
const SOCKET_IDLE_MS = 30_000;
const MAX_CONNECTIONS = 40_000;

export type EdgeServerOptions = {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** PEM files. With them HTTP/2 is spoken too, so that held requests share one connection. */
  tls: { certFile: string; keyFile: string } | undefined;
  reader: EdgeReader;
  log: Log;
};

// What a grant opens is in its path, so any page may read with one; nothing hangs on cookies.
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
};

/** The one HTTP port of a media node: low-latency HLS from memory. */
export class EdgeServer {
  readonly port: number;
  readonly #server: Server;

  /** @throws Error when the port is taken or the certificate cannot be read. */
  static async open(options: EdgeServerOptions): Promise<EdgeServer> {
    const server = await createServerFor(options);
    server.maxConnections = MAX_CONNECTIONS;
    server.setTimeout(SOCKET_IDLE_MS);
    server.listen(options.port, options.host);
    await once(server, 'listening');
    return new EdgeServer(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    const { port } = server.address() as AddressInfo; // A TCP server's address is never a pipe name.
    this.port = port;
  }

  /** Cuts every connection; safe to call twice. */
  close(): void {
    this.#server.close();
    this.#server.closeAllConnections?.();
  }
}

async function createServerFor({ log, reader, tls }: EdgeServerOptions): Promise<Server> {
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    serve(reader, request, response).catch((error: unknown) => {
      log.error({ err: error }, 'live edge failed');
      response.destroy();
    });
  };
  if (!tls) return createServer(onRequest);
  const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
  const sessions = new Set<{ destroy: () => void }>();
  // Its compatibility layer offers what is used of the HTTP/1 classes here.
  const secure = createSecureServer({ cert, key, allowHTTP1: true }, onRequest as never);
  secure.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  const closeAllConnections = () => {
    for (const session of sessions) session.destroy();
  };
  return Object.assign(secure, { closeAllConnections }) as unknown as Server;
}

async function serve(reader: EdgeReader, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  if (method === 'OPTIONS') return void response.writeHead(204, cors).end();
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { ...cors, allow: 'GET, HEAD' }).end();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const answer = await reader.answer(url, gone.signal);
  if (gone.signal.aborted) return;
  const { body, headers } = toMessage(answer, String(request.headers['accept-encoding'] ?? ''));
  const sizeBytes = body.reduce((sum, { length }) => sum + length, 0);
  response.writeHead(answer.status, { ...cors, ...headers, 'content-length': sizeBytes });
  if (method === 'GET') for (const bytes of body) response.write(bytes);
  response.end();
}

function toMessage(answer: EdgeAnswer, accepted: string): { body: readonly Buffer[]; headers: Record<string, string> } {
  if (answer.type === 'refusal') {
    const later = answer.status === 503 ? { 'retry-after': '1' } : {};
    return { body: [], headers: { 'cache-control': 'no-store', ...later } };
  }
  if (answer.type === 'media') {
    const headers = { 'content-type': 'video/mp4', 'cache-control': 'private, max-age=3600, immutable' };
    return { body: answer.bytes, headers };
  }
  const headers = {
    'content-type': 'application/vnd.apple.mpegurl',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
  };
  if (!/\bgzip\b/.test(accepted)) return { body: [answer.text], headers };
  return { body: [answer.zipped], headers: { ...headers, 'content-encoding': 'gzip' } };
}
