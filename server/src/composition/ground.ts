import type { RequestHandler, Router } from 'express';
import type { Server as SocketServer } from 'socket.io';
import type { Config } from '../config.ts';
import type { AccessLost } from '../domains/accounts/access-lost.ts';
import { openAuthentication } from '../domains/accounts/authenticate.ts';
import type { HealthCheck } from '../http/health.ts';
import { type ApiRouter, createApiRouter } from '../http/mount-route.ts';
import { type HttpServer, openHttpServer } from '../http/open-http-server.ts';
import { type Announcement, createAnnouncement } from '../platform/announcement.ts';
import { checkDatabase, checkRedis } from '../platform/checks.ts';
import { type Closing, createClosing } from '../platform/closing.ts';
import { createDb, type Db, findAppRole, openPool } from '../platform/database.ts';
import { createJobs, type Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { createMetrics, type Metrics } from '../platform/metrics.ts';
import { createRateLimits, type RateLimits } from '../platform/rate-limits.ts';
import { openRedis, type Redis } from '../platform/redis.ts';
import { createAdmission, refuseStorm } from '../realtime/admission.ts';
import { type Broadcaster, createBroadcaster } from '../realtime/broadcaster.ts';
import { type CommandListener, createCommandListener } from '../realtime/command-listener.ts';
import { openSocketIo } from '../realtime/create-socket-server.ts';
import { type NodeNamespace, openNodeNamespace } from '../realtime/node-namespace.ts';
import { openReceiptsLane, type ReceiptsLane } from '../realtime/receipts-lane.ts';
import { createServerBus, type ServerBus } from '../realtime/server-bus.ts';
import { SlowSockets } from '../realtime/slow-sockets.ts';

/** What the process brings that a test may replace. */
export type Surroundings = { log: Log; now: () => Date };

/** The parts that every domain is built on. */
export type Ground = Surroundings & {
  config: Config;
  db: Db;
  jobs: Jobs;
  limits: RateLimits;
  /** Undefined when this server is alone. */
  redis: Redis | undefined;
  authentication: ReturnType<typeof openAuthentication>;
  metrics: Metrics;
  api: ApiRouter;
  commands: CommandListener;
  receipts: ReceiptsLane;
  broadcaster: Broadcaster;
  bus: ServerBus;
  io: SocketServer;
  nodeNamespace: NodeNamespace;
  http: HttpServer;
  /** Origins beside our own that pages may fetch from: the live edges of the nodes that are here. */
  listFetchOrigins: () => readonly string[];
  closing: Closing;
  accessLost: Announcement<AccessLost>;
  /** Routers outside `/api`, with absolute paths; a domain adds its own. */
  pages: Router[];
  doors: RequestHandler[];
  healthChecks: HealthCheck[];
  /** What has to be done before the server listens, in this order; the database and the jobs are ready. */
  starters: (() => Promise<void>)[];
};

export async function openGround(config: Config, { log, now }: Surroundings): Promise<Ground> {
  const closing = createClosing(log);
  const role = await findAppRole(config.databaseUrl);
  if (!role) log.warn('no role shoal_app: the ledger is guarded by its triggers alone');
  const pool = openPool({ ...config, role });
  pool.on('error', (err) => log.warn({ err }, 'idle database connection failed'));
  const db = createDb(pool);
  closing.add('database', () => db.destroy());
  const redis = config.redisUrl === undefined ? undefined : await openRedis(config.redisUrl, log);
  closing.add('redis', () => redis?.close());
  const jobs = createJobs(config.ownerDatabaseUrl, log);
  const metrics = createMetrics();
  const origins = { publicUrl: config.publicUrl, isSecure: config.isSecure };
  const http = openHttpServer(config.tls);
  const io = await openSocketIo(http.server, origins, redis);
  const admit = createAdmission(performance.now());
  io.engine.use(refuseStorm({ admit, onRefused: () => metrics.countConnect('storm'), random: Math.random }));
  const slowSockets = SlowSockets.open(io);
  closing.add('slow sockets', () => slowSockets.close());
  const limits = createRateLimits(redis);
  const authentication = openAuthentication({ db, now });
  const checks = { checksResponses: config.checksAnswers, checksOutputs: config.checksAnswers };
  return {
    config,
    log,
    now,
    db,
    jobs,
    limits,
    redis,
    authentication,
    metrics,
    http,
    io,
    closing,
    listFetchOrigins: () => [],
    api: createApiRouter({ ...checks, origins, limits, authenticate: authentication.authenticate }),
    commands: createCommandListener({ ...checks, log, onFinished: metrics.observeCommand }),
    receipts: openReceiptsLane(log),
    broadcaster: createBroadcaster(io),
    bus: createServerBus(io, log, { isAlone: redis === undefined }),
    nodeNamespace: openNodeNamespace(io, config.clusterSecret),
    accessLost: createAnnouncement(),
    pages: [],
    doors: [],
    starters: [],
    healthChecks: [
      { name: 'database', check: () => checkDatabase(db) },
      { name: 'redis', check: () => checkRedis(redis) },
    ],
  };
}
