import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Owns the node's figures and, when a port is named, the loopback page that shows them. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #gauges = new Map<string, Gauge>();
  readonly #counters = new Map<string, Counter>();
  #server: Server | undefined;

  set(name: string, help: string, value: number): void {
    const gauge = this.#gauges.get(name) ?? new Gauge({ name, help, registers: [this.#registry] });
    this.#gauges.set(name, gauge);
    gauge.set(value);
  }

  count(name: string, help: string): void {
    const counter = this.#counters.get(name) ?? new Counter({ name, help, registers: [this.#registry] });
    this.#counters.set(name, counter);
    counter.inc();
  }

  /** Without a port there is no page. */
  async listen(port: number | undefined): Promise<void> {
    if (port === undefined) return;
    collectDefaultMetrics({ register: this.#registry }); // It samples the loop a hundred times a second.
    this.#server = createServer(async (request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': this.#registry.contentType });
      response.end(await this.#registry.metrics());
    });
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
