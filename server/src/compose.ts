import { composeAccounts } from './composition/accounts.ts';
import { composeCatalog } from './composition/catalog.ts';
import { findBrandIds } from './composition/find-brand-ids.ts';
import { type Ground, openGround, type Surroundings } from './composition/ground.ts';
import { composeMedia } from './composition/media.ts';
import { composeOrders } from './composition/orders.ts';
import { createPageAssets } from './composition/shop-pages.ts';
import { closingOpenWork, composeShows, type ShowNeighbours, withoutMedia } from './composition/shows.ts';
import type { Config } from './config.ts';
import { keepSessionsAlive } from './domains/accounts/authenticate.ts';
import { checkBrands, checkPicture } from './domains/catalog/check-exists.ts';
import { getCommandedShow } from './domains/shows/find-show-access.ts';
import { acceptGuest } from './domains/shows/invite-guests.ts';
import { createApp } from './http/create-app.ts';
import { healthRouter } from './http/health.ts';
import { getNonce } from './http/security-headers.ts';
import { openMetricsServer } from './platform/metrics.ts';
import { serveSockets } from './realtime/create-socket-server.ts';
import { createAssetReader } from './shop-pages/asset-manifest.ts';
import { refusalPages } from './shop-pages/refusal-page.ts';
import { findShowCards } from './views/show-cards.ts';

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
    checkCommands: async (db, caller, showId) =>
      void (await getCommandedShow({ findBrandIds }, db, { caller, showId })),
    findShowCards,
    admitGuest: (tx, showId, accountId) => acceptGuest(tx, showId, { accountId, invitedAt: ground.now() }),
  });
  composeCatalog(ground);
  composeOrders(ground);
  const neighbours: ShowNeighbours = { ...withoutMedia, ...closingOpenWork(ground) };
  const shows = composeShows(ground, neighbours);
  Object.assign(neighbours, composeMedia(ground, shows));
  return openShoal(ground);
}

function openShoal(ground: Ground): Shoal {
  const {
    accessLost,
    api,
    authentication,
    closing,
    commands,
    config,
    db,
    http,
    io,
    jobs,
    log,
    metrics,
    now,
    receipts,
  } = ground;
  let isDraining = false;
  const watch = serveSockets({
    io,
    log,
    commands,
    receipts,
    origins: { publicUrl: config.publicUrl, isSecure: config.isSecure },
    authenticate: authentication.identify,
    keepSessionsAlive: (sessionIds) => keepSessionsAlive({ db, now }, sessionIds),
    closeSession: (accountId, sessionId) =>
      accessLost.tell({ accountId, sessionIds: [sessionId], reason: 'signed_out' }),
    onConnect: metrics.countConnect,
    onDisconnect: metrics.countDisconnect,
  });
  http.serve(
    createApp({
      ...config,
      log,
      limits: ground.limits,
      health: healthRouter(ground.healthChecks, () => isDraining),
      api: api.router,
      pages: ground.pages,
      showRefusal: refusalPages({
        getNonce,
        readAssets: createPageAssets(ground),
        readPlainAssets: createAssetReader(config.webDist),
      }),
      doors: ground.doors,
      listFetchOrigins: () => ground.listFetchOrigins(),
    }),
  );
  metrics.gauge('shoal_sockets', 'Connected sockets', () => io.engine.clientsCount);
  closing.add('jobs', () => jobs.close(), 6_000);
  // Together: Socket.IO closes the HTTP server too, and that waits for connections that `http.close` sweeps away.
  closing.add('receipts lane', receipts.close);
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
