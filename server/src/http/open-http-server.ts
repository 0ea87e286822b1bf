import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export type HttpServer = {
  readonly server: Server;
  /** Says who answers; until then requests get 503. */
  serve(listener: RequestListener): void;
  /** @returns the address it listens on. */
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Takes no new connections, lets running requests finish within `limitMs`, then cuts what is left. */
  close(limitMs: number): Promise<void>;
};

const timeouts: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
};

/** Opens the HTTP server, or the HTTPS one when there is a certificate. */
export function openHttpServer(tls: { certFile: string; keyFile: string } | undefined): HttpServer {
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end();
  const answer: RequestListener = (request, response) => listener(request, response);
  const server = tls
    ? createTlsServer({ ...timeouts, cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }, answer)
    : createServer(timeouts, answer);
  server.maxRequestsPerSocket = 1_000;
  return {
    server,
    serve: (next) => {
      listener = next;
    },
    listen: (port, host) => listen(server, port, host),
    close: (limitMs) => close(server, limitMs),
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 2_048 }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo); // A TCP port was asked for, so it is no pipe.
    });
  });
}

function close(server: Server, limitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), 200);
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  return closed.finally(() => {
    clearInterval(sweep);
    clearTimeout(cut);
  });
}
