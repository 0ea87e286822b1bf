import { AppError } from '@shoal/contract';
import type { Router } from 'express';
import type { Server as SocketServer } from 'socket.io';
import type { Config } from './config.ts';
import type { AccessLost } from './domains/accounts/access-lost.ts';
import { type AccountRoutesDeps, mountAccountRoutes } from './domains/accounts/accounts.routes.ts';
import { findAccount } from './domains/accounts/accounts.store.ts';
import { authenticate, keepSessionsAlive } from './domains/accounts/authenticate.ts';
import { forgetExpired } from './domains/accounts/forget-expired.ts';
import { createPasswords } from './domains/accounts/passwords.ts';
import { writeSetupLink } from './domains/accounts/write-setup-link.ts';
import { mountCatalogRoutes } from './domains/catalog/catalog.routes.ts';
import { checkBrands, checkPicture } from './domains/catalog/check-exists.ts';
import { filePages } from './domains/catalog/file-pages.ts';
import { oneAfterAnother } from './domains/catalog/one-after-another.ts';
import { PictureDecoder } from './domains/catalog/picture-decoder.ts';
import { createApp } from './http/create-app.ts';
import { type HealthCheck, healthRouter } from './http/health.ts';
import { type ApiRouter, createApiRouter } from './http/mount-route.ts';
import { type HttpServer, openHttpServer } from './http/open-http-server.ts';
import { type Announcement, createAnnouncement } from './platform/announcement.ts';
import { type Closing, createClosing } from './platform/closing.ts';
import { createDb, type Db, openPool } from './platform/database.ts';
import { createJobs, type Jobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import { createMetrics, type Metrics, openMetricsServer } from './platform/metrics.ts';
import { newId, newToken } from './platform/new-id.ts';
import { createRateLimits, type RateLimits } from './platform/rate-limits.ts';
import { openRedis } from './platform/redis.ts';
import { type Broadcaster, createBroadcaster } from './realtime/broadcaster.ts';
import { type CommandListener, createCommandListener } from './realtime/command-listener.ts';
import { openSocketIo, serveSockets } from './realtime/create-socket-server.ts';
import { type NodeNamespace, openNodeNamespace } from './realtime/node-namespace.ts';
import { createServerBus, type ServerBus } from './realtime/server-bus.ts';
import { accountRoom, sessionRoom } from './realtime/socket-rooms.ts';

/** What the process brings that a test may replace. */
export type Surroundings = { log: Log; now: () => Date };

/** The parts that every domain is built on. */
export type Ground = Surroundings & {
  config: Config;
  db: Db;
  jobs: Jobs;
  limits: RateLimits;
  metrics: Metrics;
  api: ApiRouter;
  commands: CommandListener;
  broadcaster: Broadcaster;
  bus: ServerBus;
  io: SocketServer;
  nodeNamespace: NodeNamespace;
  http: HttpServer;
  closing: Closing;
  accessLost: Announcement<AccessLost>;
  /** Routers outside `/api`, with absolute paths; a domain adds its own. */
  pages: Router[];
  healthChecks: HealthCheck[];
  /** What has to be done before the server listens, in this order; the database and the jobs are ready. */
  starters: (() => Promise<void>)[];
};

/** A composed server: not listening yet, then listening, then closed. */
export type Shoal = {
  ground: Ground;
  /** Starts jobs and listens. @returns the port. */
  listen(): Promise<number>;
  /** Drains and closes all; safe to call twice. */
  close(): Promise<void>;
};

/** The composition root: the only place that knows two domains at once. The database is migrated already. */
export async function compose(config: Config, surroundings: Surroundings): Promise<Shoal> {
  const ground = await openGround(config, surroundings);
  composeAccounts(ground, {
    checkBrands,
    checkPicture,
    // Until shows are composed: nothing exists yet.
    checkCommands: async () => refuseAny(['show'], 'shows.not_found'),
    findShowCards: async () => [],
    admitGuest: async () => {},
  });
  composeCatalog(ground);
  return openShoal(ground);
}

// ---- accounts

/** What accounts need from catalog and shows. */
type AccountNeighbours = Pick<
  AccountRoutesDeps,
  'checkBrands' | 'checkPicture' | 'checkCommands' | 'findShowCards' | 'admitGuest'
>;

function composeAccounts(ground: Ground, neighbours: AccountNeighbours): void {
  const { accessLost, api, broadcaster, config, db, jobs, limits, log, now, starters } = ground;
  const { publicUrl } = config;
  mountAccountRoutes(api.on, {
    ...neighbours,
    db,
    limits,
    now,
    newToken,
    publicUrl,
    newSessionId: newId,
    newAccountId: newId,
    newInvitationId: newId,
    passwords: createPasswords(),
    onAccessLost: accessLost.tell,
  });
  accessLost.on(({ accountId, reason, sessionIds }) => {
    const rooms = sessionIds?.map(sessionRoom) ?? [accountRoom(accountId)];
    for (const room of rooms) broadcaster.closeSockets(room, reason);
  });
  jobs.onSchedule('accounts.forget_expired', '17 * * * *', () => forgetExpired({ db, now }));
  starters.push(() =>
    writeSetupLink({ db, log, newToken, now, publicUrl, dataDir: config.dataDir, isDemo: config.isDemo }),
  );
}

// ---- catalog

function composeCatalog(ground: Ground): void {
  const { api, closing, config, db, now, pages } = ground;
  const { storeDir } = config;
  const decoder = PictureDecoder.open();
  closing.add('picture decoder', () => decoder.close());
  mountCatalogRoutes(api.on, {
    db,
    now,
    storeDir,
    decoder,
    ffmpegPath: config.ffmpegPath ?? 'ffmpeg',
    newBrandId: newId,
    newProductId: newId,
    newMaterialId: newId,
    newPictureId: newId,
    newClipId: newId,
    inTurn: oneAfterAnother(),
    findBrandIds: async (db, accountId) => (await findAccount(db, accountId))?.brandIds ?? [],
  });
  pages.push(filePages(storeDir));
}

// ---- the ground, and what happens when all domains stand on it

async function openGround(config: Config, { log, now }: Surroundings): Promise<Ground> {
  const closing = createClosing(log);
  const pool = openPool(config);
  pool.on('error', (err) => log.warn({ err }, 'idle database connection failed'));
  const db = createDb(pool);
  closing.add('database', () => db.destroy());
  const redis = config.redisUrl === undefined ? undefined : await openRedis(config.redisUrl, log);
  closing.add('redis', () => redis?.close());
  const jobs = createJobs(config.databaseUrl, log);
  const metrics = createMetrics();
  const origins = { publicUrl: config.publicUrl, isSecure: config.isSecure };
  const http = openHttpServer(config.tls);
  const io = openSocketIo(http.server, origins, redis);
  const limits = createRateLimits(redis);
  const checks = { checksResponses: config.checksAnswers, checksOutputs: config.checksAnswers };
  return {
    config,
    log,
    now,
    db,
    jobs,
    limits,
    metrics,
    http,
    io,
    closing,
    api: createApiRouter({ ...checks, origins, limits, authenticate: (token) => authenticate({ db, now }, token) }),
    commands: createCommandListener({ ...checks, log, onFinished: metrics.observeCommand }),
    broadcaster: createBroadcaster(io),
    bus: createServerBus(io, log),
    nodeNamespace: openNodeNamespace(io, config.clusterSecret),
    accessLost: createAnnouncement(),
    pages: [],
    starters: [],
    healthChecks: [
      {
        name: 'database',
        check: () =>
          db
            .selectNoFrom((eb) => eb.lit(1).as('one'))
            .execute()
            .then(() => 'ok' as const),
      },
    ],
  };
}

function openShoal(ground: Ground): Shoal {
  const { accessLost, api, closing, commands, config, db, http, io, jobs, log, metrics, now } = ground;
  let isDraining = false;
  const watch = serveSockets({
    io,
    log,
    commands,
    origins: { publicUrl: config.publicUrl, isSecure: config.isSecure },
    authenticate: (token) => authenticate({ db, now }, token),
    keepSessionsAlive: (sessionIds) => keepSessionsAlive({ db, now }, sessionIds),
    closeSession: (accountId, sessionId) =>
      accessLost.tell({ accountId, sessionIds: [sessionId], reason: 'signed_out' }),
  });
  http.serve(
    createApp({
      ...config,
      log,
      health: healthRouter(ground.healthChecks, () => isDraining),
      api: api.router,
      pages: ground.pages,
    }),
  );
  metrics.gauge('shoal_sockets', 'Connected sockets', () => io.engine.clientsCount);
  closing.add('jobs', () => jobs.close(), 6_000);
  // Together: Socket.IO closes the HTTP server too, and that waits for connections that `http.close` sweeps away.
  closing.add('sockets and requests', () => Promise.all([http.close(8_000), io.close()]), 9_000);
  closing.add('session watch', () => watch.close());
  closing.add('commands', () => commands.whenIdle(), 10_000);
  return {
    ground,
    async listen() {
      await jobs.start();
      for (const begin of ground.starters) await begin();
      const metricsServer = await openMetricsServer(metrics, config.metricsPort);
      closing.add('metrics', () => metricsServer?.close());
      const { port } = await http.listen(config.httpPort, config.httpHost);
      return port;
    },
    async close() {
      isDraining = true;
      await closing.closeAll();
    },
  };
}

function refuseAny(wanted: readonly unknown[], code: 'catalog.not_found' | 'shows.not_found'): void {
  for (const _each of wanted) throw new AppError(code, 'nothing of the kind exists');
}
