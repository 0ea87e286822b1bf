import { createServer, type Server } from 'node:http';
import type { signaling } from '@shoal/contract';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What this process measures about itself, in seconds and bytes. */
export type Metrics = ReturnType<typeof createMetrics>;

/** What came of a poster that was asked for; `base` says whether the part that all share was there already. */
export type PosterTold =
  | { result: 'painted'; base: 'kept' | 'painted'; paintMs: number; totalMs: number }
  | { result: 'busy' | 'unreadable' | 'failed' };

/** What viewers wait for a picture. */
const STEP_SECONDS = [0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 5, 8, 15, 30];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Opens a registry of its own, so that two servers in one process do not mix. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const commands = new Histogram({
    name: 'shoal_command_seconds',
    help: 'Socket commands',
    labelNames: ['cmd', 'result'],
    buckets: SECONDS,
    registers,
  });
  const starts = new Counter({
    name: 'shoal_watch_starts_total',
    help: 'Pictures that viewers saw begin, by the way they came and why it was not WebRTC',
    labelNames: ['route', 'start', 'reason'],
    registers,
  });
  const steps = new Histogram({
    name: 'shoal_watch_step_seconds',
    help: 'Steps of a viewer’s start: signalling, ice, dtls, keyFrame, and firstFrame for the whole of it',
    labelNames: ['step', 'route', 'start'],
    buckets: STEP_SECONDS,
    registers,
  });
  const count = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const slowClosed = count('shoal_slow_closed_total', 'Sockets closed because they did not keep up');
  const connects = count('shoal_connects_total', 'Connects: accepted, storm, or the code of the refusal', ['result']);
  const disconnects = count('shoal_disconnects_total', 'Sockets that went', ['reason']);
  const tails = count('shoal_resumes_total', 'What clients were given of a show log', ['kind', 'from']);
  const gaps = count('shoal_log_gaps_total', 'Entries asked for by a client, or seen here before a word of them', [
    'by',
  ]);
  const posters = count(
    'shoal_posters_total',
    'Posters asked for: painted, kept, joined to one under way, busy, unreadable QR, failed',
    ['result'],
  );
  const bases = count('shoal_poster_bases_total', 'Parts of posters that all shopkeepers share', ['from']);
  const posterSeconds = new Histogram({
    name: 'shoal_poster_seconds',
    help: 'Posters that were painted: the painting, and the whole with the wait for a painter',
    labelNames: ['step'],
    buckets: STEP_SECONDS,
    registers,
  });
  const edgeLost = new Counter({
    name: 'shoal_live_edge_lost_total',
    help: 'Players that went back from low-latency HLS to the plain list',
    labelNames: ['reason'],
    registers,
  });
  return {
    registry,
    countPoster: (result: string) => posters.inc({ result }),
    notePoster(told: PosterTold): void {
      posters.inc({ result: told.result });
      if (told.result !== 'painted') return;
      bases.inc({ from: told.base });
      posterSeconds.observe({ step: 'paint' }, told.paintMs / 1_000);
      posterSeconds.observe({ step: 'whole' }, told.totalMs / 1_000);
    },
    countEdgeLost: (reason: string) => edgeLost.inc({ reason }),
    observeStart({ isWarm, reason, route, steps: took }: signaling.WatchStart): void {
      const start = isWarm ? 'warm' : 'cold';
      starts.inc({ route, start, reason: reason ?? 'none' });
      for (const [step, ms] of Object.entries(took)) if (ms !== null) steps.observe({ step, route, start }, ms / 1_000);
    },
    countConnect: (result: string) => connects.inc({ result }),
    countDisconnect(reason: string) {
      disconnects.inc({ reason });
      if (reason === 'too_slow') slowClosed.inc();
    },
    countTail: (kind: string, from: 'memory' | 'database') => tails.inc({ kind, from }),
    countGap: (by: 'client' | 'server') => gaps.inc({ by }),
    observeCommand: (cmd: string, result: string, ms: number) => commands.observe({ cmd, result }, ms / 1_000),
    /** A number that is read when somebody asks. */
    gauge(name: string, help: string, read: () => number): void {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
    collectProcess: () => collectDefaultMetrics({ register: registry }),
  };
}

/** Serves `/metrics` on the loopback interface, away from the public port; nowhere when there is no port. */
export async function openMetricsServer(metrics: Metrics, port: number | undefined): Promise<Server | undefined> {
  if (port === undefined) return undefined;
  metrics.collectProcess();
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': metrics.registry.contentType }).end(await metrics.registry.metrics());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
