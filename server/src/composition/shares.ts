import { type ShareCode, shares as shareWire } from '@shoal/contract';
import { checkGroup } from '../domains/accounts/groups.ts';
import { checkOwnWords } from '../domains/catalog/check-own-words.ts';
import { keepProven } from '../domains/catalog/keep-proven.ts';
import { markWords } from '../domains/catalog/mark-words.ts';
import { toOrderKey } from '../domains/orders/order-link.ts';
import { tellTaskOfOrder } from '../domains/orders/orders-jobs.ts';
import { tellTask } from '../domains/orders/tell-task.ts';
import { toVisitorRef } from '../domains/orders/visitor-ref.ts';
import type { Replays } from '../domains/replays/open-replays.ts';
import { toBeaconKey } from '../domains/shares/beacon.ts';
import { forgetVisits } from '../domains/shares/forget-visits.ts';
import { getShopPage, type ShopPage } from '../domains/shares/get-shop.ts';
import { newShareCode } from '../domains/shares/new-share-code.ts';
import { outPages } from '../domains/shares/out-pages.ts';
import { rememberBriefly } from '../domains/shares/remember-briefly.ts';
import { mountShareRoutes } from '../domains/shares/shares.routes.ts';
import { findTaskLink } from '../domains/shares/shares.store.ts';
import { requireAccess } from '../domains/shows/find-show-access.ts';
import { getDroppedMaterial } from '../domains/shows/get-dropped-material.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { findShow } from '../domains/shows/shows.store.ts';
import { requireOpenTask, takeClaim, takeClick } from '../domains/tasks/take-evidence.ts';
import { takeOrder } from '../domains/tasks/take-order.ts';
import { newId } from '../platform/new-id.ts';
import { createPlaceNamer } from '../platform/place.ts';
import { accountRoom } from '../realtime/socket-rooms.ts';
import { loadDroppedMaterials } from '../views/dropped-materials.ts';
import { readGroupFacts } from '../views/group-yields.ts';
import { listPersons } from '../views/persons.ts';
import { loadPosterScenes } from '../views/poster-facts.ts';
import { findSharePage } from '../views/share-page.ts';
import { findWayOut } from '../views/way-out.ts';
import { createPlaceNotes } from './accounts.ts';
import type { Ground } from './ground.ts';
import { composeInquiries } from './inquiries.ts';
import { composePosters } from './posters.ts';
import { composeShopPages } from './shop-pages.ts';
import { composeShops } from './shops.ts';
import { composeTasks } from './tasks.ts';

export function composeShares(ground: Ground, shows: Shows, replays: Replays): void {
  const { api, broadcaster, config, db, jobs, limits, now, pages } = ground;
  const { clusterSecret, isSecure, publicUrl } = config;
  const beaconKey = toBeaconKey(clusterSecret);
  const tasks = composeTasks(ground, shows);
  const rememberShop = rememberBriefly<ShopPage>(1_000, () => now().getTime());
  const getPlayback = replays.getShopPlayback;
  const getShop = (code: ShareCode, ip: string) =>
    rememberShop(code, () => getShopPage({ db, now, limits, keepProven, findSharePage, getPlayback }, code, ip));
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
    markWords,
    keepProven,
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
