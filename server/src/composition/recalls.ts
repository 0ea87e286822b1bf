import type { MaterialId } from '@shoal/contract';
import { findMaterials } from '../domains/catalog/catalog.store.ts';
import { checkBrand, getBrandPart } from '../domains/catalog/check-brand.ts';
import { exportLimit } from '../domains/orders/list-orders.ts';
import { maskPhone } from '../domains/orders/mask-phone.ts';
import { insertExport } from '../domains/orders/orders.store.ts';
import { mountRecallRoutes } from '../domains/recalls/recalls.routes.ts';
import { isRecalled } from '../domains/recalls/recalls.store.ts';
import { spreadRecall } from '../domains/recalls/recalls-jobs.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { syncRecalledDrops } from '../domains/shows/sync-recalled-drops.ts';
import { keepGoing } from '../platform/keep-going.ts';
import { newId } from '../platform/new-id.ts';
import { listAffectedBuyers } from '../views/recall-buyers.ts';
import { listRecallKits } from '../views/recall-kits.ts';
import { listRecalled, readRecallState } from '../views/recall-state.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';

export function composeRecalls({ api, config, db, jobs, limits, log, now }: Ground, shows: Shows): void {
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
