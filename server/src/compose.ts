import {
  type AccountId,
  type BroadcastPayload,
  chat as chatWire,
  inquiries as inquiryWire,
  type MaterialId,
  orders as orderWire,
  questions as questionWire,
  type ShareCode,
  type ShowId,
  type StreamKeyId,
  shares as shareWire,
  type shops,
  tasks as taskWire,
  shows as wire,
} from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import type { Request, RequestHandler, Router } from 'express';
import type { Server as SocketServer } from 'socket.io';
import type { Config } from './config.ts';
import type { AccessLost } from './domains/accounts/access-lost.ts';
import { type AccountRoutesDeps, mountAccountRoutes, type NotePlace } from './domains/accounts/accounts.routes.ts';
import { findAccount } from './domains/accounts/accounts.store.ts';
import { keepSessionsAlive, openAuthentication } from './domains/accounts/authenticate.ts';
import { forgetExpired } from './domains/accounts/forget-expired.ts';
import { checkGroup } from './domains/accounts/groups.ts';
import { createPasswords } from './domains/accounts/passwords.ts';
import { notePlace } from './domains/accounts/places.store.ts';
import { writeSetupLink } from './domains/accounts/write-setup-link.ts';
import { registerAskCommands } from './domains/asks/asks.commands.ts';
import { mountAskRoutes } from './domains/asks/asks.routes.ts';
import { closeBeforeEnd } from './domains/asks/close-ask.ts';
import { openAsks } from './domains/asks/open-asks.ts';
import { copyPreparedAsks } from './domains/asks/prepared-asks.store.ts';
import { mountCatalogRoutes } from './domains/catalog/catalog.routes.ts';
import { findMaterials, findProducts } from './domains/catalog/catalog.store.ts';
import { checkBrand, getBrandPart } from './domains/catalog/check-brand.ts';
import { checkBrands, checkPicture } from './domains/catalog/check-exists.ts';
import { checkOwnWords } from './domains/catalog/check-own-words.ts';
import { checkCatalogParts } from './domains/catalog/check-parts.ts';
import { checkWords } from './domains/catalog/check-words.ts';
import { filePages } from './domains/catalog/file-pages.ts';
import { getDroppableMaterial } from './domains/catalog/get-droppable-material.ts';
import { loadMaterials } from './domains/catalog/get-material-snapshot.ts';
import { getPosterParts } from './domains/catalog/get-poster-parts.ts';
import { oneAfterAnother } from './domains/catalog/one-after-another.ts';
import { PictureDecoder } from './domains/catalog/picture-decoder.ts';
import { createPictureSizes, findPictureFile } from './domains/catalog/resize-picture.ts';
import { returnStock, takeStock } from './domains/catalog/shelves.store.ts';
import { loadPictures, loadProducts } from './domains/catalog/to-wire.ts';
import { findVariant } from './domains/catalog/variants.store.ts';
import { registerChatCommands } from './domains/chat/chat.commands.ts';
import { mountChatRoutes } from './domains/chat/chat.routes.ts';
import { findStanding, listNewestMessages, toChatMessage } from './domains/chat/chat.store.ts';
import type { ChatDeps } from './domains/chat/chat-deps.ts';
import { createRulesMemory, type RulesMemory } from './domains/chat/chat-rules.ts';
import { ChatWord } from './domains/chat/chat-word.ts';
import { createFanOut, type FanOut } from './domains/chat/fan-out.ts';
import { isMuted, listMuted } from './domains/chat/mutes.store.ts';
import { createRecentChat, type RecentChat } from './domains/chat/recent-chat.ts';
import { askShopkeeper, listVisitorInquiries, toOwnInquiry } from './domains/inquiries/ask-shopkeeper.ts';
import { findSignedInquiry } from './domains/inquiries/inbox.ts';
import { mountInquiryRoutes } from './domains/inquiries/inquiries.routes.ts';
import type { InquiriesDeps } from './domains/inquiries/inquiries-deps.ts';
import { toInquiryKey } from './domains/inquiries/inquiry-link.ts';
import { noPush, pushInquiry, sendPush } from './domains/inquiries/push.ts';
import { HintWord, openRadars } from './domains/insights/open-radars.ts';
import { registerRadarCommands } from './domains/insights/radar.commands.ts';
import type { RadarDeps } from './domains/insights/radars.ts';
import { registerLeagueCommands } from './domains/league/league.commands.ts';
import type { SchoolChanges } from './domains/league/league-deps.ts';
import { openLeagues } from './domains/league/open-leagues.ts';
import { mountNodeRoutes } from './domains/media-nodes/nodes.routes.ts';
import { type MediaNodes, openMediaNodes } from './domains/media-nodes/open-media-nodes.ts';
import { registerSignalingCommands } from './domains/media-nodes/signaling.commands.ts';
import { StartBook } from './domains/media-nodes/start-book.ts';
import { advanceOrders } from './domains/orders/advance-orders.ts';
import { actAsBuyer, findBuyerOrder } from './domains/orders/buyer-order.ts';
import { holdRing } from './domains/orders/hold-ring.ts';
import { exportLimit } from './domains/orders/list-orders.ts';
import { maskPhone } from './domains/orders/mask-phone.ts';
import { expireOrder } from './domains/orders/move-order.ts';
import { toOrderKey, toOrderPath } from './domains/orders/order-link.ts';
import { mountOrderRoutes } from './domains/orders/orders.routes.ts';
import { insertExport, listOrderedVariants } from './domains/orders/orders.store.ts';
import type { Buyer, OrdersDeps } from './domains/orders/orders-deps.ts';
import { expireReservation, holdRingOfOrder, tellTaskOfOrder } from './domains/orders/orders-jobs.ts';
import { paymentHookPages } from './domains/orders/payment-hook-pages.ts';
import { placeOrder } from './domains/orders/place-order.ts';
import { reconcileLedger } from './domains/orders/reconcile-ledger.ts';
import { sealLedger } from './domains/orders/seal-ledger.ts';
import { tellTask } from './domains/orders/tell-task.ts';
import { toVisitorRef } from './domains/orders/visitor-ref.ts';
import { openQuestions } from './domains/questions/open-questions.ts';
import { registerQuestionCommands } from './domains/questions/questions.commands.ts';
import { mountQuestionRoutes } from './domains/questions/questions.routes.ts';
import { listTopQuestions } from './domains/questions/questions.store.ts';
import { mountRecallRoutes } from './domains/recalls/recalls.routes.ts';
import { isLinkRecalledForSure, isRecalled, requireUnrecalled } from './domains/recalls/recalls.store.ts';
import { spreadRecall } from './domains/recalls/recalls-jobs.ts';
import { hlsRoutes } from './domains/replays/hls.routes.ts';
import { openReplays, type Replays } from './domains/replays/open-replays.ts';
import { recordingFilePages } from './domains/replays/recording-file.pages.ts';
import { makeFile, resumeFiles } from './domains/replays/recording-file.ts';
import { diskRecordings } from './domains/replays/recording-store.ts';
import { removeExpiredRecordings } from './domains/replays/remove-recording.ts';
import { mountReplayRoutes } from './domains/replays/replays.routes.ts';
import { s3Recordings } from './domains/replays/s3-recordings.ts';
import { attributeOrder } from './domains/shares/attribute-order.ts';
import { readBeacon, signBeacon, toBeaconKey } from './domains/shares/beacon.ts';
import { CREDIT_RULE } from './domains/shares/choose-credit.ts';
import { forgetVisits } from './domains/shares/forget-visits.ts';
import { getShopPage, type ShopPage } from './domains/shares/get-shop.ts';
import { isRobot } from './domains/shares/is-robot.ts';
import { newShareCode } from './domains/shares/new-share-code.ts';
import { openLink } from './domains/shares/open-link.ts';
import { outPages } from './domains/shares/out-pages.ts';
import { posterDoor } from './domains/shares/poster-door.ts';
import { posterPages } from './domains/shares/poster-pages.ts';
import { PosterPainter } from './domains/shares/poster-painter.ts';
import { PosterQueue } from './domains/shares/poster-queue.ts';
import { PosterShelf } from './domains/shares/poster-shelf.ts';
import { rememberBriefly } from './domains/shares/remember-briefly.ts';
import { mountShareRoutes } from './domains/shares/shares.routes.ts';
import {
  countForwarded,
  findShareByCode,
  findShareMaterial,
  findTaskLink,
  listForwarders,
} from './domains/shares/shares.store.ts';
import { noteVisitorAccount } from './domains/shares/visits.store.ts';
import { getShopFront } from './domains/shops/get-shop-front.ts';
import { readLook } from './domains/shops/look.ts';
import { newShopAddress } from './domains/shops/new-shop-address.ts';
import { mountShopRoutes } from './domains/shops/shops.routes.ts';
import { appointModerator } from './domains/shows/appoint-moderator.ts';
import { ATTENTIVE_WITHIN_MS } from './domains/shows/attention.store.ts';
import { createCalendarLinks } from './domains/shows/calendar-link.ts';
import { calendarPages } from './domains/shows/calendar-pages.ts';
import { ensureDropped } from './domains/shows/ensure-dropped.ts';
import { getCommandedShow, isCrew, requireAccess, requireModeration } from './domains/shows/find-show-access.ts';
import { closeEndedShow, recordLiveShow } from './domains/shows/finish-show.ts';
import { getDroppedMaterial } from './domains/shows/get-dropped-material.ts';
import { isGuest } from './domains/shows/guests.store.ts';
import { acceptGuest } from './domains/shows/invite-guests.ts';
import { createMemoryPresence } from './domains/shows/memory-presence.ts';
import { onStageChanged } from './domains/shows/on-stage-changed.ts';
import { openShows, type Shows } from './domains/shows/open-shows.ts';
import { ownsStage } from './domains/shows/owns-stage.ts';
import { listProductIds } from './domains/shows/plan.store.ts';
import { createRedisPresence } from './domains/shows/redis-presence.ts';
import { banGuest, onAccountLost } from './domains/shows/remove-guest.ts';
import { finishShow, recordShow } from './domains/shows/show-jobs.ts';
import { listEntriesAfter } from './domains/shows/show-log.store.ts';
import { ShowWord } from './domains/shows/show-word.ts';
import { registerReceiptsLane, registerShowCommands } from './domains/shows/shows.commands.ts';
import { mountShowRoutes } from './domains/shows/shows.routes.ts';
import { findShow } from './domains/shows/shows.store.ts';
import type { ShowsNeeds } from './domains/shows/shows-deps.ts';
import { syncRecalledDrops } from './domains/shows/sync-recalled-drops.ts';
import { revokeKeysOf } from './domains/stream-keys/manage-keys.ts';
import { sdpPages } from './domains/stream-keys/sdp-pages.ts';
import { mountStreamKeyRoutes } from './domains/stream-keys/stream-keys.routes.ts';
import { listValidKeys } from './domains/stream-keys/stream-keys.store.ts';
import { closeTasksOfShow, withdrawTasksOnDrop } from './domains/tasks/close-task.ts';
import { forgetClickers } from './domains/tasks/evidence.store.ts';
import { openTasks, type Tasks } from './domains/tasks/open-tasks.ts';
import { requireOpenTask, takeClaim, takeClick } from './domains/tasks/take-evidence.ts';
import { takeOrder } from './domains/tasks/take-order.ts';
import { mountTaskRoutes, registerTaskCommands } from './domains/tasks/tasks.routes.ts';
import { copyPreparedTasks } from './domains/tasks/tasks.store.ts';
import { createApp } from './http/create-app.ts';
import { type HealthCheck, healthRouter } from './http/health.ts';
import { type ApiRouter, createApiRouter } from './http/mount-route.ts';
import { type HttpServer, openHttpServer } from './http/open-http-server.ts';
import { getNonce } from './http/security-headers.ts';
import { type Announcement, createAnnouncement } from './platform/announcement.ts';
import type { Member } from './platform/caller.ts';
import { checkDatabase, checkRedis } from './platform/checks.ts';
import { type Closing, createClosing } from './platform/closing.ts';
import { createDb, type Db, findAppRole, openPool } from './platform/database.ts';
import { createFaultAt } from './platform/fault-points.ts';
import { forgetCommands } from './platform/forget-commands.ts';
import { gatherLookups } from './platform/gather-lookups.ts';
import { createJobs, type Jobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import { createMetrics, type Metrics, openMetricsServer } from './platform/metrics.ts';
import { newId, newRandom, newToken } from './platform/new-id.ts';
import { openObjectStore } from './platform/object-store.ts';
import { createPlaceNamer } from './platform/place.ts';
import { createRateLimits, type RateLimits } from './platform/rate-limits.ts';
import { openRedis, type Redis } from './platform/redis.ts';
import { readSessionToken } from './platform/session-cookie.ts';
import { hashVisitor, readVisitorToken } from './platform/visitor-cookie.ts';
import { createAdmission, refuseStorm } from './realtime/admission.ts';
import { type Broadcaster, createBroadcaster } from './realtime/broadcaster.ts';
import { type CommandListener, createCommandListener } from './realtime/command-listener.ts';
import { openSocketIo, serveSockets } from './realtime/create-socket-server.ts';
import { type NodeNamespace, openNodeNamespace } from './realtime/node-namespace.ts';
import { openReceiptsLane, type ReceiptsLane } from './realtime/receipts-lane.ts';
import { createServerBus, type ServerBus, serverWord } from './realtime/server-bus.ts';
import { SlowSockets } from './realtime/slow-sockets.ts';
import {
  accountRoom,
  leagueRoom,
  personInShowRoom,
  sessionRoom,
  showRoom,
  studioRoom,
  tabRoom,
} from './realtime/socket-rooms.ts';
import { createAssetReader, type ShopAssets, withLook } from './shop-pages/asset-manifest.ts';
import { frontPages } from './shop-pages/front-pages.ts';
import { inquiryPages } from './shop-pages/inquiry-pages.ts';
import { orderPages } from './shop-pages/order-pages.ts';
import { toPriceText } from './shop-pages/price-text.ts';
import { shopPages } from './shop-pages/shop-pages.ts';
import { listNamedAnswers } from './views/ask-answers.ts';
import { listBadges } from './views/badges.ts';
import { findBuyerTies } from './views/buyer-ties.ts';
import { findCalendarFacts } from './views/calendar-facts.ts';
import { findChatRules } from './views/chat-rules.ts';
import { findCreditLink, listClicksOf } from './views/clicks-of-visitor.ts';
import { loadDroppedMaterials } from './views/dropped-materials.ts';
import { readGroupFacts } from './views/group-yields.ts';
import { listGuests } from './views/guest-list.ts';
import { listHeldEvidence } from './views/held-evidence.ts';
import {
  findAskedLink,
  findAskedPage,
  findInboxInquiry,
  listInbox,
  listReportedInquiries,
} from './views/inquiry-list.ts';
import { mayWatchShow } from './views/may-watch-show.ts';
import { listModerated } from './views/moderated-people.ts';
import { findOrderLink } from './views/order-link.ts';
import { findInRole, listPersons } from './views/persons.ts';
import { findPosterFacts, loadPosterScenes } from './views/poster-facts.ts';
import { listProductFaqs, listShowFaqs } from './views/product-faqs.ts';
import { listAffectedBuyers } from './views/recall-buyers.ts';
import { listRecallKits } from './views/recall-kits.ts';
import { listRecalled, readRecallState } from './views/recall-state.ts';
import { listReminders } from './views/reminder-list.ts';
import { listRingOrders } from './views/ring-orders.ts';
import { getRoomPage } from './views/room-page.ts';
import { readSchoolChanges } from './views/school-changes.ts';
import { readSchoolRadar } from './views/school-radar.ts';
import { findShareOffer } from './views/share-offer.ts';
import { findSharePage } from './views/share-page.ts';
import { readShopFront } from './views/shop-front.ts';
import { listShopCandidates, listShopItems } from './views/shop-items.ts';
import { findShowCards } from './views/show-cards.ts';
import { listShows } from './views/show-list.ts';
import { listShowOffers } from './views/show-offers.ts';
import { getShowPage } from './views/show-page.ts';
import { listSeats, toSeatName } from './views/show-seats.ts';
import { listShowTitles } from './views/show-titles.ts';
import { listTaskPeople } from './views/task-people.ts';
import { findVisitorTies } from './views/visitor-ties.ts';
import { findWayOut } from './views/way-out.ts';

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

// ---- accounts

/** What accounts need from catalog and shows. */
type AccountNeighbours = Pick<
  AccountRoutesDeps,
  'checkBrands' | 'checkPicture' | 'checkCommands' | 'findShowCards' | 'admitGuest'
>;

function composeAccounts(ground: Ground, neighbours: AccountNeighbours): void {
  const { accessLost, api, authentication, broadcaster, config, db, jobs, limits, log, now, starters } = ground;
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
    identify: authentication.identify,
    newGroupId: newId,
    onAccessLost: accessLost.tell,
    checkWords,
    notePlace: createPlaceNotes(ground),
  });
  accessLost.on(({ accountId, reason, sessionIds }) => {
    const rooms = sessionIds?.map(sessionRoom) ?? [accountRoom(accountId)];
    for (const room of rooms) broadcaster.closeSockets(room, reason);
  });
  jobs.onSchedule('platform.forget_commands', '37 3 * * *', () => forgetCommands({ db, now }));
  jobs.onSchedule('accounts.forget_expired', '17 * * * *', () => forgetExpired({ db, now }));
  starters.push(() => writeSetupLink({ db, log, newToken, now, publicUrl, dataDir: config.dataDir }));
}

/** Remembers from where an account is used. */
const createPlaceNotes = ({ config, db, now }: Ground): NotePlace => {
  const namePlace = createPlaceNamer(config.clusterSecret);
  return (accountId, client) => notePlace(db, { accountId, place: namePlace(client, now()).place, at: now() });
};

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
    newVariantId: newId,
    listOrderedVariants,
    newMaterialId: newId,
    newPictureId: newId,
    newClipId: newId,
    inTurn: oneAfterAnother(),
    findBrandIds,
  });
  pages.push(filePages(storeDir));
}

// ---- orders and the commission ledger

/** What the orders stand on. */
export function toOrdersDeps({ broadcaster, config, db, jobs, limits, log, now }: Ground): OrdersDeps {
  const { clusterSecret, dataDir, publicUrl } = config;
  return {
    db,
    log,
    now,
    newId,
    limits,
    publicUrl,
    dataDir,
    orderKey: toOrderKey(clusterSecret),
    findBuyerTies,
    findCreditLink,
    findSaleTerms,
    takeStock,
    returnStock,
    findOffer: findShareOffer,
    isLinkRecalled: isLinkRecalledForSure,
    creditRule: CREDIT_RULE,
    attribute: (from, order) => attributeOrder({ listClicksOf }, from, order),
    checkBrand: (from, caller, brandId) => checkBrand({ db: from, findBrandIds }, caller, brandId),
    namePersons: listPersons,
    expireLater: (tx, orderId, at) => jobs.send(tx, expireReservation, { orderId }, { startAfter: at }),
    tellTaskLater: (tx, orderId) => jobs.send(tx, tellTaskOfOrder, { orderId }),
    holdRingLater: (tx, orderId) => jobs.send(tx, holdRingOfOrder, { orderId }),
    listRingOrders,
    onEarnings: (accountId, told) => broadcaster.send(accountRoom(accountId), orderWire.earningsChanged, told),
  };
}

/** What a request says of who buys. */
function createBuyerReader({ authentication, config, now }: Ground): (request: Request) => Promise<Buyer> {
  const namePlace = createPlaceNamer(config.clusterSecret);
  return async ({ headers, ip = 'unknown' }) => {
    const [visitorToken, sessionToken] = [
      readVisitorToken(headers.cookie, config.isSecure),
      readSessionToken(headers.cookie, config.isSecure),
    ];
    const member = sessionToken ? await authentication.authenticate(sessionToken) : undefined;
    const { lastWeeks, place } = namePlace({ ip, userAgent: headers['user-agent'] ?? '' }, now());
    return {
      visitorId: visitorToken ? hashVisitor(visitorToken) : null,
      accountId: member?.accountId ?? null,
      places: [place, lastWeeks],
    };
  };
}

const findSaleTerms: OrdersDeps['findSaleTerms'] = async (from, brandId, { productId, variantId }) => {
  const [product] = await findProducts(from, [productId]);
  const variant = variantId ? await findVariant(from, productId, variantId) : undefined;
  return product?.brandId === brandId && (variant || variantId === null)
    ? {
        productName: product.name,
        variantName: variant?.name ?? '',
        currency: product.currency,
        commissionBps: product.commissionBps,
        afterSaleDays: product.afterSaleDays,
      }
    : undefined;
};

function composeOrders(ground: Ground): void {
  const { api, config, db, jobs, limits, pages } = ground;
  const { isSecure, publicUrl } = config;
  const deps = toOrdersDeps(ground);
  const readBuyer = createBuyerReader(ground);
  mountOrderRoutes(api.on, {
    ...deps,
    listShowOffers,
    checkGuest: (from, caller, showId) => requireAccess({ findBrandIds }, from, { caller, showId }),
  });
  jobs.on(expireReservation, ({ orderId }) => expireOrder(deps, orderId));
  jobs.on(holdRingOfOrder, ({ orderId }) => holdRing(deps, orderId));
  jobs.onSchedule('orders.advance', '*/5 * * * *', () => advanceOrders(deps));
  jobs.onSchedule('orders.seal_ledger', '* * * * *', () => sealLedger(deps));
  jobs.onSchedule('orders.reconcile', '9 * * * *', async () => void (await reconcileLedger(deps)));
  pages.push(
    paymentHookPages(deps),
    orderPages({
      isSecure,
      publicUrl,
      getNonce,
      readAssets: createPageAssets(ground),
      newKey: newId,
      findOffer: (code) => findShareOffer(db, code),
      takeTurn: (ip) => limits.take({ name: 'orders', points: 60, windowSeconds: 60 }, ip),
      placeOrder: async (code, form, request) => {
        const order = await placeOrder(deps, code, { ...form, buyer: await readBuyer(request) });
        return toOrderPath(deps.orderKey, order.id);
      },
      findOrder: (id, signature) => findBuyerOrder(deps, id, signature),
      findLink: (shareId) => findOrderLink(db, shareId),
      actOnOrder: (orderId, act) => actAsBuyer(deps, orderId, act),
    }),
  );
}

// ---- shows and chat

const findBrandIds: ShowsNeeds['findBrandIds'] = async (db, accountId) =>
  (await findAccount(db, accountId))?.brandIds ?? [];

/** What shows need from media nodes, replays and shares. Asked when it is used, so that those may be composed later. */
type ShowNeighbours = Pick<
  ShowsNeeds,
  | 'beforeEnd'
  | 'closePeerOf'
  | 'closeShowMedia'
  | 'closeTabMedia'
  | 'countForwarded'
  | 'finaliseReplay'
  | 'findReplayed'
  | 'getRtpCapabilities'
  | 'getStage'
  | 'hlsPathFor'
  | 'isSynthetic'
  | 'listForwarders'
  | 'onRecall'
  | 'programmeMsAt'
  | 'startRecording'
  | 'stopRecording'
>;

/** A system without media: shows are held, nobody sees a picture. */
const withoutMedia: ShowNeighbours = {
  beforeEnd: async () => {},
  closePeerOf: async () => {},
  closeShowMedia: async () => {},
  closeTabMedia: async () => {},
  countForwarded,
  finaliseReplay: async () => {},
  findReplayed: async () => new Set(),
  getRtpCapabilities: () => null,
  getStage: () => ({
    status: 'idle',
    generation: 0,
    hasVideo: false,
    hasAudio: false,
    hasHls: false,
    isFromEncoder: false,
  }),
  hlsPathFor: () => '',
  isSynthetic: () => false,
  listForwarders,
  onRecall: async () => {},
  programmeMsAt: async (db, showId, at) =>
    at.getTime() - ((await findShow(db, showId))?.wentLiveAt?.getTime() ?? at.getTime()),
  startRecording: async () => {},
  stopRecording: async () => {},
};

/** What is open in a show when it ends, and on a drop when it is recalled. */
const closingOpenWork = ({ now }: Ground): Pick<ShowNeighbours, 'beforeEnd' | 'onRecall'> => ({
  beforeEnd: async (tx, showId, append) => {
    await closeBeforeEnd(tx, showId, append);
    await closeTasksOfShow({ now }, tx, { showId, append });
  },
  onRecall: (tx, drop, append) => withdrawTasksOnDrop({ now }, tx, { ...drop, append }),
});

/** The same functions, looked up at each call. */
const toLate = (neighbours: ShowNeighbours): ShowNeighbours =>
  Object.fromEntries(
    Object.keys(neighbours).map((name) => [
      name,
      (...args: unknown[]) => (neighbours[name as keyof ShowNeighbours] as (...args: unknown[]) => unknown)(...args),
    ]),
  ) as ShowNeighbours; // Same names, same functions.

function composeShows(ground: Ground, neighbours: ShowNeighbours): Shows {
  const { accessLost, api, broadcaster, bus, closing, commands, config, db, jobs, log, now, pages, receipts, redis } =
    ground;
  const rooms = { show: showRoom, studio: studioRoom, tab: tabRoom, person: personInShowRoom };
  const showGrew = serverWord({ name: 'shows:logGrew', payload: ShowWord });
  const chatMemory = openChatMemory(ground);
  const shows = openShows({
    ...toLate(neighbours),
    db,
    jobs,
    log,
    now,
    newId,
    rooms,
    voice: broadcaster,
    presence: redis ? createRedisPresence({ redis, serverId: newId() }) : createMemoryPresence(),
    tellOthers: (word) => bus.tellOthers(showGrew, word),
    faultAt: createFaultAt(config.fault),
    onTail: ground.metrics.countTail,
    onGap: ground.metrics.countGap,
    getMaterialSnapshot: async (from, brandId, materialId) => {
      await requireUnrecalled(from, materialId);
      return getDroppableMaterial({ now }, from, { brandId, materialId });
    },
    checkCatalogParts,
    checkWords,
    checkBrand: (caller, brandId) => checkBrand({ db, findBrandIds }, caller, brandId),
    findBrandIds,
    findInRole,
    findDisplayNames: async (from, accountIds) =>
      new Map([...(await listPersons(from, accountIds))].map(([id, { displayName }]) => [id, displayName])),
    findSeat: gatherLookups(toSeatName, (asked) => listSeats(db, asked)),
    listRecentChat: chatMemory.recent.list,
    readChatRoom: async (showId) => {
      const { pinned, slowSeconds } = await chatMemory.rules.get(showId);
      return { pinned, slowSeconds };
    },
    listMuted,
    copyPlan: async (tx, copy) => {
      await copyPreparedAsks(tx, copy);
      await copyPreparedTasks(tx, copy);
    },
  });
  closing.add('shows', shows.close);
  bus.onWord(
    showGrew,
    (word) => void shows.logs.onWord(word).catch((err: unknown) => log.warn({ err }, 'log not read')),
  );
  accessLost.on(({ accountId, sessionIds }) => {
    if (sessionIds === undefined)
      void onAccountLost(shows, accountId).catch((err: unknown) => log.warn({ err }, 'media kept'));
  });
  jobs.on(recordShow, ({ showId }) => recordLiveShow(shows, showId));
  jobs.on(finishShow, ({ showId }) => closeEndedShow(shows, showId));
  registerShowCommands(commands.on, shows);
  registerReceiptsLane(receipts, shows);
  const calendarLinks = createCalendarLinks(config.clusterSecret);
  pages.push(calendarPages({ db, calendarLinks, findCalendarFacts, publicUrl: config.publicUrl }));
  const page = { db, now, loadMaterials, loadProducts, findReplayed: shows.findReplayed };
  mountShowRoutes(api.on, {
    ...shows,
    listShows: (caller) => listShows(page, caller),
    getShowPage: (showId) => getShowPage(page, showId),
    getRoomPage: ({ accountId }, showId) =>
      getRoomPage({ ...page, toCalendarPath: calendarLinks.toPath }, accountId, showId),
    listReminders: ({ accountId }) => listReminders(db, accountId),
    listGuests: (showId) =>
      listGuests(
        { db, listOnline: async (id) => new Set((await shows.presence.list(id)).map(({ accountId }) => accountId)) },
        showId,
      ),
  });
  composeChat(ground, shows, chatMemory);
  composeAsks(ground, shows);
  composeQuestions(ground, shows);
  composeLeague(ground, shows);
  composeRadar(ground, shows);
  composeRecalls(ground, shows);
  return shows;
}

/** With other servers about, how old the last messages may be that a joining client gets. */
const RECENT_CHAT_AGE_MS = 2_000;

type ChatMemory = { recent: RecentChat; rules: RulesMemory };

function openChatMemory({ db, redis }: Ground): ChatMemory {
  const nowMs = () => performance.now();
  return {
    recent: createRecentChat({
      nowMs,
      load: (showId, limit) => listNewestMessages(db, showId, limit),
      maxAgeMs: redis ? RECENT_CHAT_AGE_MS : Number.POSITIVE_INFINITY,
    }),
    rules: createRulesMemory(async (showId) => {
      const row = await findChatRules(db, showId);
      const pinned = row?.pinnedMessageId && (await findStanding(db, { showId, messageId: row.pinnedMessageId }));
      return {
        state: row?.state ?? 'archived',
        slowSeconds: row?.slowSeconds ?? 0,
        pinned: pinned ? toChatMessage(pinned) : null,
        muted: new Set(row?.muted),
        banned: new Set(row?.banned),
        moderators: new Set(row?.moderators),
        words: row?.words ?? [],
      };
    }, nowMs),
  };
}

/** What another server did to the chat happens here too. */
function onChatWord({ recent, rules }: ChatMemory, fanOut: FanOut, word: ChatWord): void {
  if (word.kind === 'posted') {
    recent.add(word.showId, word.message);
    fanOut.add(word.showId, word.message, word);
  } else if (word.kind === 'changed') recent.change(word.showId, word.message);
  else if (word.kind === 'restored') recent.restore(word.showId, word.message);
  else if (word.kind === 'deleted') recent.remove(word.showId, word.messageId);
  else if (word.kind === 'deletedAllOf') recent.removeAllOf(word.showId, word.accountId);
  else rules.forget(word.showId ?? undefined);
}

function composeChat(ground: Ground, shows: Shows, memory: ChatMemory): void {
  const { api, broadcaster, bus, closing, commands, db, limits, now } = ground;
  const chatMoved = serverWord({ name: 'chat:moved', payload: ChatWord });
  const fanOut = createFanOut({
    toRoom: (showId, messages, omitted) => {
      const [message] = messages;
      if (message && messages.length === 1 && omitted === 0)
        broadcaster.sendHere(showRoom(showId), chatWire.chatPosted, { showId, message });
      else broadcaster.sendHere(showRoom(showId), chatWire.chatPostedMany, { showId, messages, omitted });
    },
    toStudio: (showId, messages) =>
      broadcaster.sendHere(studioRoom(showId), chatWire.chatPostedMany, { showId, messages, omitted: 0 }),
  });
  closing.add('chat fan-out', fanOut.close);
  bus.onWord(chatMoved, (word) => onChatWord(memory, fanOut, word));
  const deps = {
    ...memory,
    db,
    limits,
    now,
    fanOut,
    isGuest,
    listModerated,
    tellOthers: (word: ChatWord) => bus.tellOthers(chatMoved, word),
    voice: {
      toShow: (showId, ...said) => broadcaster.send(showRoom(showId), ...said),
      toStudio: (showId, ...said) => broadcaster.send(studioRoom(showId), ...said),
      toPerson: (showId, accountId, ...said) => broadcaster.send(personInShowRoom(showId, accountId), ...said),
    },
    requireJoined: shows.joined.require,
    requireCommand: async (from, caller, showId) => void (await getCommandedShow(shows, from, { caller, showId })),
    requireModeration: (from, caller, showId) => requireModeration(shows, from, { caller, showId }),
    checkBrand: (caller, brandId) => checkBrand({ db, findBrandIds }, caller, brandId),
    banGuest: (ban) => banGuest(shows, ban),
    appointModerator: (appointment) => appointModerator(shows, appointment),
    programmeMsAt: shows.programmeMsAt,
  } satisfies ChatDeps;
  registerChatCommands(commands.on, deps);
  mountChatRoutes(api.on, deps);
}

// ---- recalls

function composeRecalls({ api, config, db, jobs, limits, log, now }: Ground, shows: Shows): void {
  const spread = (materialId: MaterialId) => syncRecalledDrops({ ...shows, isRecalled }, materialId);
  jobs.on(spreadRecall, ({ materialId }) => spread(materialId));
  mountRecallRoutes(api.on, {
    db,
    now,
    jobs,
    newRecallId: newId,
    publicUrl: config.publicUrl,
    getMaterial: async (caller, materialId) => {
      const [part] = await findMaterials(db, [materialId]);
      return getBrandPart({ db, findBrandIds }, caller, { part, name: `material ${materialId}` });
    },
    checkBrand: (caller, brandId) => checkBrand({ db, findBrandIds }, caller, brandId),
    readState: readRecallState,
    listRecalled,
    listBuyers: listAffectedBuyers,
    listKits: listRecallKits,
    maskPhone,
    takeExport: (accountId) => limits.take(exportLimit, accountId),
    noteExport: (from, entry) => insertExport(from, { ...entry, id: newId(), at: now() }),
    spreadSoon: (materialId) => keepGoing(log, spread(materialId)),
  });
}

// ---- check-ins, quizzes and polls

function composeAsks({ api, broadcaster, closing, commands, db, limits, log, now }: Ground, shows: Shows): void {
  const asks = openAsks({
    db,
    limits,
    listBadges,
    listNamedAnswers,
    log,
    newId,
    now,
    random: newRandom,
    hostCommand: shows.hostCommand,
    changeShow: shows.changeShow,
    getCommandedShow: (from, caller, showId) => getCommandedShow(shows, from, { caller, showId }),
    requireJoined: shows.joined.require,
    listShowsHere: () =>
      shows.joined.listShows().map((showId) => ({ showId, hasStudio: shows.joined.countStudios(showId) > 0 })),
    listPresent: async (showId) => (await shows.presence.list(showId)).map(({ accountId }) => accountId),
    getProductName: async (from, brandId, productId) => {
      await checkCatalogParts(from, brandId, { productIds: [productId], materialIds: [], pictureIds: [] });
      return (await loadProducts(from, [productId])).map(({ name }) => name).join();
    },
    findDisplayNames: shows.findDisplayNames,
    sendHere: (to, showId, ...said) =>
      broadcaster.sendHere(to === 'studio' ? studioRoom(showId) : showRoom(showId), ...said),
  });
  registerAskCommands(commands.on, asks);
  mountAskRoutes(api.on, asks);
  closing.add('asks', asks.close);
}

// ---- questions, and what buyers are told of them

function composeQuestions({ api, broadcaster, closing, commands, db, limits, log, now }: Ground, shows: Shows): void {
  const opened = openQuestions({
    db,
    limits,
    log,
    newId,
    now,
    isMuted,
    listProductFaqs,
    listShowFaqs,
    hostCommand: shows.hostCommand,
    requireJoined: shows.joined.require,
    listShowsHere: shows.joined.listShows,
    getShowState: async (from, showId) => (await findShow(from, showId))?.state ?? 'archived',
    checkWords,
    hasProduct: async (from, showId, productId) => (await listProductIds(from, showId)).includes(productId),
    checkProduct: async (caller, productId) => {
      const [part] = await findProducts(db, [productId]);
      await getBrandPart({ db, findBrandIds }, caller, { part, name: `product ${productId}` });
    },
    sendHere: (showId, told) => broadcaster.sendVolatileHere(showRoom(showId), questionWire.questionsChanged, told),
  });
  registerQuestionCommands(commands.on, opened);
  mountQuestionRoutes(api.on, opened);
  closing.add('questions', opened.close);
}

// ---- the school's goal and its leagues

function composeLeague({ broadcaster, closing, commands, db, log, now }: Ground, shows: Shows): void {
  const leagues = openLeagues({
    db,
    log,
    now,
    random: newRandom,
    rooms: { show: showRoom, league: leagueRoom },
    sendVolatileHere: broadcaster.sendVolatileHere,
    hostCommand: shows.hostCommand,
    changeShow: shows.changeShow,
    requireCommand: async (from, caller, showId) => void (await getCommandedShow(shows, from, { caller, showId })),
    requireJoined: shows.joined.require,
    listShowsHere: shows.joined.listShows,
    listGuestsHere: shows.joined.listGuests,
    readSchoolChanges: readSchoolChanges<SchoolChanges>,
  });
  registerLeagueCommands(commands.on, leagues);
  closing.add('leagues', leagues.close);
}

// ---- forwarding tasks

function composeTasks({ api, broadcaster, closing, commands, db, jobs, log, now }: Ground, shows: Shows): Tasks {
  const opened = openTasks({
    db,
    log,
    now,
    newId,
    findVisitorTies,
    listTaskPeople,
    listHeld: listHeldEvidence,
    hostCommand: shows.hostCommand,
    changeShow: shows.changeShow,
    getCommandedShow: (from, caller, showId) => getCommandedShow(shows, from, { caller, showId }),
    requireGuest: (from, caller, showId) => requireAccess(shows, from, { caller, showId }),
    checkMaterial: (from, brandId, materialId) =>
      checkCatalogParts(from, brandId, { productIds: [], materialIds: [materialId], pictureIds: [] }),
    ensureDropped: (tx, dropping) => ensureDropped(shows, tx, dropping),
    loadMaterials: async (from, materialIds) =>
      new Map((await loadMaterials(from, materialIds)).map((material) => [material.materialId, material])),
    listStudiosHere: () => shows.joined.listShows().filter((showId) => shows.joined.countStudios(showId) > 0),
    voice: {
      toStudioHere: (showId, told) => broadcaster.sendHere(studioRoom(showId), taskWire.taskProgressed, told),
      toPerson: (accountId, told) => broadcaster.send(accountRoom(accountId), taskWire.taskCredited, told),
    },
  });
  mountTaskRoutes(api.on, opened);
  registerTaskCommands(commands.on, opened);
  jobs.onSchedule('tasks.forget_clickers', '41 * * * *', () => forgetClickers(db, now()));
  closing.add('tasks', opened.close);
  return opened;
}

// ---- the host's radar

function composeRadar({ broadcaster, bus, closing, commands, db, log, now }: Ground, shows: Shows): void {
  const hintDismissed = serverWord({ name: 'radar:hintDismissed', payload: HintWord });
  const deps: RadarDeps = {
    db,
    log,
    now,
    listStudiosHere: () => shows.joined.listShows().filter((showId) => shows.joined.countStudios(showId) > 0),
    listPresent: async (showId) => (await shows.presence.list(showId)).map(({ accountId }) => accountId),
    readFigures: (from, showId, presentIds) =>
      readSchoolRadar(from, { showId, presentIds, now: now(), attentiveWithinMs: ATTENTIVE_WITHIN_MS }),
    listTopQuestions,
    requireCommand: async (from, caller, showId) => void (await getCommandedShow(shows, from, { caller, showId })),
    sendToStudiosHere: (showId, ...said) => broadcaster.sendVolatileHere(studioRoom(showId), ...said),
    tellOthers: (word) => bus.tellOthers(hintDismissed, word),
  };
  const radars = openRadars(deps);
  bus.onWord(hintDismissed, ({ code, showId }) => radars.rest(showId, code));
  registerRadarCommands(commands.on, deps, radars);
  closing.add('radars', radars.close);
}

// ---- media nodes and replays

function composeMedia(ground: Ground, shows: Shows): Partial<ShowNeighbours> {
  const { accessLost, commands, config, closing, db, healthChecks, log, metrics, nodeNamespace, now, starters } =
    ground;
  const getShowState = async (showId: ShowId) => (await findShow(db, showId))?.state;
  const media: MediaNodes = openMediaNodes(nodeNamespace, {
    db,
    log,
    now,
    getShowState,
    findTab: shows.joined.findTab,
    hasHls: (showId) => replays.hasHls(showId),
    announceStage: (showId, stage) => announceStage(ground, shows, { showId, stage }),
    announceMediaLost: ({ accountId, showId, tabId }) =>
      ground.broadcaster.send(personInShowRoom(showId, accountId), wire.mediaLost, { showId, tabId }),
    tellSendingStopped: (showId, tabId, reason) =>
      ground.broadcaster.send(tabRoom(showId, tabId), wire.sendingStopped, { showId, reason }),
    listValidKeys: (keyIds) => listValidKeys(db, keyIds),
    onStreaming: (showId) => keepGoing(log, replays.recorder.ensure(showId)),
    adoptRecorder: (...recorder) => replays.recorder.adopt(...recorder),
    onRunOpened: (run) => replays.reports.onRunOpened(run),
    onRunClosed: (run) => replays.reports.onRunClosed(run),
    onSegmentClosed: (report) => replays.reports.onSegmentClosed(report),
    onKeyFrames: (showId, areMissing) => replays.recorder.noteKeyFrames(showId, areMissing),
    onRecordingResumed: (showId) => replays.recorder.noteResumed(showId),
    onRecordingStopped: (showId, reason) => replays.recorder.noteStopped(showId, reason),
  });
  const replays = composeReplays(ground, shows, media);
  const starts = new StartBook(Date.now);
  registerSignalingCommands(commands.on, {
    ...media.deps,
    isDemo: config.isDemo,
    observeStart: (start) => {
      metrics.observeStart(start);
      starts.note(start);
    },
    findJoinedTab: async ({ id }, showId) => {
      const seat = shows.joined.find(id, showId);
      return seat && { tabId: seat.tabId, ownsStage: await ownsStage(shows, showId, id) };
    },
  });
  composeStreamKeys(ground, shows, media);
  mountNodeRoutes(ground.api.on, {
    ...media.deps,
    starts,
    listShowTitles: (showIds) => listShowTitles(db, showIds),
  });
  accessLost.on(({ accountId, sessionIds }) =>
    keepGoing(log, media.revokePeers({ accountId, ...(sessionIds && { sessionIds }) })),
  );
  accessLost.on(({ accountId }) => keepGoing(log, media.revokeEdge(accountId, null)));
  ground.listFetchOrigins = () => media.listLiveEdges().map((url) => new URL(url).origin);
  starters.push(media.load);
  closing.add('media nodes', media.close);
  healthChecks.push({ name: 'media', check: async () => (media.countNodes() > 0 ? 'ok' : 'degraded') });
  metrics.gauge('shoal_media_nodes', 'Media nodes connected', media.countNodes);
  return {
    getStage: media.getStage,
    getRtpCapabilities: media.getRtpCapabilities,
    closeShowMedia: media.closeShowMedia,
    closePeerOf: async (showId, accountId) => {
      await Promise.all([media.revokePeers({ showId, accountId }), media.revokeEdge(accountId, showId)]);
    },
    closeTabMedia: media.revokePeers,
    startRecording: replays.recorder.ensure,
    stopRecording: replays.recorder.stop,
    finaliseReplay: replays.finalise,
    findReplayed: replays.findReplayed,
    hlsPathFor: replays.hlsPathFor,
    programmeMsAt: (_db, showId, at) => replays.programmeMsAt(showId, at),
  };
}

/** The doors for encoders and players that are no page of ours. */
function composeStreamKeys(ground: Ground, shows: Shows, media: MediaNodes): void {
  const { accessLost, api, config, db, limits, log, now, pages } = ground;
  const closeClients = (keyId: StreamKeyId) => media.revokePeers({ keyId });
  const deps = {
    ...media,
    db,
    limits,
    log,
    now,
    newToken,
    newKeyId: newId<StreamKeyId>,
    newSessionId: () => crypto.randomUUID(),
    publicUrl: config.publicUrl,
    closeClients,
    getCommandedShow: (caller: Member, showId: ShowId) => getCommandedShow(shows, db, { caller, showId }),
    mayCommand: async (accountId: AccountId, showId: ShowId) => {
      const [account, show] = await Promise.all([findAccount(db, accountId), findShow(db, showId)]);
      if (!account || account.removedAt || !show) return false;
      return isCrew(shows, db, { caller: { accountId, role: account.role }, show });
    },
  };
  mountStreamKeyRoutes(api.on, deps);
  pages.push(sdpPages(deps));
  accessLost.on(({ accountId, sessionIds }) => {
    if (sessionIds === undefined) keepGoing(log, revokeKeysOf({ db, closeClients }, accountId));
  });
}

function composeReplays(ground: Ground, shows: Shows, media: MediaNodes): Replays {
  const { api, authentication, broadcaster, closing, config, db, jobs, log, metrics, now, pages, starters } = ground;
  const replays = openReplays({
    ...config,
    jobs,
    ffmpegPath: config.ffmpegPath ?? 'ffmpeg',
    recordings: config.s3 ? s3Recordings(openObjectStore(config.s3)) : diskRecordings(config.storeDir),
    db,
    log,
    now,
    isLive: async (showId) => (await findShow(db, showId))?.state === 'live',
    findStagePlace: media.findStreamingPlace,
    startOnNode: media.startRecording,
    stopOnNode: media.stopRecording,
    // A page that came over https may not read from an address that has none.
    findLiveEdge: (showId) => {
      const url = media.findLiveEdge(showId);
      return url && config.isSecure && !url.startsWith('https:') ? undefined : url;
    },
    onEdgeLost: metrics.countEdgeLost,
    onFirstSegment: media.tellStage,
    onRecordingChanged: (recording) => broadcaster.send(studioRoom(recording.showId), wire.recordingChanged, recording),
    getEnterableShow: async (caller, showId) => {
      await requireAccess(shows, db, { caller, showId });
      return { title: (await findShow(db, showId))?.title ?? '' };
    },
    getCommandedShow: async (caller, showId) => {
      const { state } = await getCommandedShow(shows, db, { caller, showId });
      return { isOver: ['ended', 'archived', 'cancelled'].includes(state) };
    },
    listEntries: (showId) => listEntriesAfter(db, showId, { afterSeq: 0, limit: MAX_REPLAYED }),
    listChat: (showId) => listNewestMessages(db, showId, MAX_REPLAYED),
    mayWatch: (viewer, showId) => mayWatchShow(db, viewer, showId),
  });
  mountReplayRoutes(api.on, replays.routeDeps);
  pages.push(hlsRoutes(replays.routeDeps));
  pages.push(
    recordingFilePages({
      ...replays.routeDeps,
      findMember: async (request) => {
        const token = readSessionToken(request.headers.cookie, config.isSecure);
        return token ? await authentication.authenticate(token) : undefined;
      },
    }),
  );
  jobs.on(makeFile, ({ showId }) => replays.makeFile(showId));
  starters.push(() => resumeFiles({ db, jobs }));
  starters.push(replays.load);
  starters.push(async () => keepGoing(log, replays.finaliseLeftovers()));
  jobs.onSchedule('replays.finalise_leftovers', '* * * * *', replays.finaliseLeftovers);
  jobs.onSchedule('replays.remove_expired', '23 4 * * *', () => removeExpiredRecordings(replays.routeDeps));
  closing.add('replays', replays.close);
  composeShares(ground, shows, replays);
  return replays;
}

/** What a replay carries of log and chat at most. */
const MAX_REPLAYED = 10_000;

/** Tells the clients, then the show, which waits for its host. */
function announceStage(
  { broadcaster, log }: Ground,
  shows: Shows,
  told: BroadcastPayload<typeof wire.stageChanged>,
): void {
  broadcaster.send(showRoom(told.showId), wire.stageChanged, told);
  keepGoing(log, onStageChanged(shows, told.showId, { isStreaming: told.stage.status === 'streaming' }));
}

/** For what nobody waits for: a failure is logged, and whoever is responsible tries again. */
const keepGoing = (log: Log, act: Promise<unknown>): void =>
  void act.catch((err: unknown) => log.warn({ err }, 'background work failed'));

// ---- shares and the pages behind their links

function composeShares(ground: Ground, shows: Shows, replays: Replays): void {
  const { api, broadcaster, config, db, jobs, limits, now, pages } = ground;
  const { clusterSecret, isSecure, publicUrl } = config;
  const beaconKey = toBeaconKey(clusterSecret);
  const tasks = composeTasks(ground, shows);
  const rememberShop = rememberBriefly<ShopPage>(1_000, () => now().getTime());
  const getPlayback = replays.getShopPlayback;
  const getShop = (code: ShareCode, ip: string) =>
    rememberShop(code, () => getShopPage({ db, now, limits, findSharePage, getPlayback }, code, ip));
  mountShareRoutes(api.on, {
    db,
    now,
    limits,
    isSecure,
    publicUrl,
    beaconKey,
    getShop,
    newShareCode,
    getDroppedMaterial,
    checkGroup,
    requireOpenTask: (from, task) => requireOpenTask(tasks, from, task),
    takeClaim: (tx, claim) => takeClaim(tasks, tx, claim),
    takeClick: (tx, click) => takeClick(tasks, tx, click),
    namePlace: createPlaceNamer(clusterSecret),
    notePlace: createPlaceNotes(ground),
    readGroupFacts,
    checkOwnWords,
    isRehearsal: async (from, showId) => (await findShow(from, showId))?.isRehearsal ?? false,
    newShareId: newId,
    newVisitId: newId,
    loadDropped: loadDroppedMaterials,
    loadPosterScenes,
    checkGuest: (from, caller, showId) => requireAccess(shows, from, { caller, showId }),
    findPerson: async (from, accountId) => (await listPersons(from, [accountId])).get(accountId),
    onVisit: (accountId, visit) => broadcaster.send(accountRoom(accountId), shareWire.visitArrived, visit),
  });
  jobs.on(tellTaskOfOrder, ({ orderId }) =>
    tellTask({ db, findTaskLink, takeOrder: (tx, order) => takeOrder(tasks, tx, order) }, orderId),
  );
  jobs.onSchedule('shares.forget_visits', '51 4 * * *', () => forgetVisits({ db, now }));
  pages.push(
    outPages({
      db,
      isSecure,
      findWayOut,
      toVisitorRef: (brandId, visitorId) => toVisitorRef(toOrderKey(clusterSecret), brandId, visitorId),
    }),
  );
  composePosters(ground);
  composeShopPages(ground, { getShop, beaconKey });
  composeShops(ground);
  composeInquiries(ground, beaconKey);
}

/** 32 MB of posters at most. */
const POSTER_ROOMS = 128;

function composePosters({ authentication, closing, config, db, doors, limits, metrics, now, pages }: Ground): void {
  const { isSecure, publicUrl, storeDir } = config;
  const shelf = new PosterShelf({ rooms: POSTER_ROOMS, onTaken: metrics.countPoster });
  const painter = PosterPainter.open({ memory: shelf.memory, onTold: metrics.notePoster });
  closing.add('poster painter', () => painter.close());
  const queue = new PosterQueue({
    turns: painter.threads + 1, // One is looked up while the others are painted.
    readMsPerPoster: () => painter.msPerPoster,
  });
  doors.push(posterDoor(queue));
  metrics.gauge('shoal_posters_waiting', 'Requests for posters held until their turn', () => queue.held);
  const makeWidth = createPictureSizes();
  pages.push(
    posterPages({
      db,
      now,
      limits,
      publicUrl,
      painter,
      queue,
      onRefused: () => metrics.notePoster({ result: 'busy' }),
      findPosterFacts,
      shelf,
      wordsOf: (lang) => ({ ...wordsOf(lang).shop, fromPrice: wordsOf(lang).variants.fromPrice }),
      sampleOf: (lang) => wordsOf(lang).shop.poster,
      toPriceText,
      getPreviewParts: (caller, parts) => getPosterParts({ db, findBrandIds }, caller, parts),
      findPicturePath: async (pictureId, width) => {
        const file = await findPictureFile(storeDir, pictureId);
        return file && width ? (await makeWidth(file, width)).path : file?.path;
      },
      findMember: async (request) => {
        const token = readSessionToken(request.headers.cookie, isSecure);
        return token ? await authentication.authenticate(token) : undefined;
      },
    }),
  );
}

type ShopParts = {
  getShop: (code: ShareCode, ip: string) => Promise<ShopPage>;
  beaconKey: Buffer;
};

function composeShopPages(ground: Ground, { beaconKey, getShop }: ShopParts): void {
  const { authentication, config, db, now, pages } = ground;
  const { isSecure, publicUrl } = config;
  pages.push(
    shopPages({
      isSecure,
      publicUrl,
      getShop,
      getNonce,
      readAssets: createPageAssets(ground),
      newKey: newId,
      listOwnInquiries: (asked) => listVisitorInquiries({ db, inquiryKey: toInquiryKey(config.clusterSecret) }, asked),
      signBeacon: (subject) => signBeacon(beaconKey, subject, now()),
      noteMember: async (request, visitorToken) => {
        const token = readSessionToken(request.headers.cookie, isSecure);
        const member = token && (await authentication.authenticate(token));
        if (member) await noteVisitorAccount(db, hashVisitor(visitorToken), member.accountId, now());
      },
    }),
  );
}

/** What the web build brings, with the operator's look upon it. */
function createPageAssets({ config, db, now }: Ground): () => Promise<ShopAssets> {
  const remember = rememberBriefly<shops.Look>(1_000, () => now().getTime());
  return withLook(createAssetReader(config.webDist), () => remember('look', () => readLook({ db, loadPictures })));
}

function composeInquiries(ground: Ground, beaconKey: Buffer): void {
  const { api, broadcaster, config, db, jobs, limits, now, pages } = ground;
  const { clusterSecret, isSecure, publicUrl } = config;
  const push = noPush;
  const deps: InquiriesDeps = {
    db,
    now,
    limits,
    isSecure,
    isRobot,
    push,
    newInquiryId: newId,
    inquiryKey: toInquiryKey(clusterSecret),
    isOwnBeacon: (beacon, subject) => !('fault' in readBeacon(beaconKey, beacon, { ...subject, now: now() })),
    findLink: findAskedLink,
    checkAnswer: async (from, { answer, shareId }, at) => {
      const about = (await findShareMaterial(from, shareId)) ?? null;
      await checkWords(from, [{ field: 'inquiry.answer', text: answer, about }], at);
    },
    listInbox,
    findInbox: findInboxInquiry,
    listReported: listReportedInquiries,
    pushLater: (tx, inquiryId) => jobs.send(tx, pushInquiry, { inquiryId }),
    onInquiry: (accountId, told) => broadcaster.send(accountRoom(accountId), inquiryWire.inquiryArrived, told),
  };
  mountInquiryRoutes(api.on, deps);
  jobs.on(pushInquiry, ({ inquiryId }) => sendPush(deps, inquiryId));
  pages.push(
    inquiryPages({
      isSecure,
      publicUrl,
      getNonce,
      readAssets: createPageAssets(ground),
      newKey: newId,
      signBeacon: (subject) => signBeacon(beaconKey, subject, now()),
      ask: (code, asker, asked) => askShopkeeper(deps, asker, { ...asked, code }),
      findShopkeeperName: async (code) => (await findAskedLink(db, code))?.shopkeeperName,
      findAsked: async (id, signature) => {
        const row = await findSignedInquiry(deps, id, signature);
        const page = row && (await findAskedPage(db, row.shareId));
        return row && page && { ...page, inquiry: toOwnInquiry(deps, row) };
      },
    }),
  );
}

function composeShops(ground: Ground): void {
  const { api, config, db, limits, now, pages } = ground;
  const { publicUrl } = config;
  mountShopRoutes(api.on, {
    db,
    now,
    publicUrl,
    newShopAddress,
    checkWords,
    checkPicture,
    loadPictures,
    listItems: listShopItems,
    listCandidates: listShopCandidates,
  });
  const readFront = (from: Db, shopkeeperId: AccountId) => readShopFront(from, shopkeeperId, now());
  pages.push(
    frontPages({
      publicUrl,
      getNonce,
      readAssets: createPageAssets(ground),
      getFront: (address, ip) => getShopFront({ db, limits, readFront }, address, ip),
      findShopkeeper: (code) => findShareByCode(db, code),
      openLink: (wanted) => openLink({ db, now, newShareCode, newShareId: newId }, wanted),
      takeTurn: (ip) => limits.take({ name: 'links-opened', points: 60, windowSeconds: 60 }, ip),
    }),
  );
}

// ---- the ground, and what happens when all domains stand on it

async function openGround(config: Config, { log, now }: Surroundings): Promise<Ground> {
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
