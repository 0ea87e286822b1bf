import { recalls } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { exportAffectedBuyers, listAffectedBuyers } from './affected-buyers.ts';
import { listRecallKits, tickRecallKit } from './recall-kits.ts';
import { recallMaterial, restoreMaterial } from './recall-material.ts';
import type { RecallsDeps } from './recalls-deps.ts';

/** The HTTP face of recalls: the crew's and the shopkeepers'. */
export function mountRecallRoutes(on: OnRoute, deps: RecallsDeps): void {
  on(recalls.getRecall, async (caller, { materialId }) => {
    await deps.getMaterial(caller, materialId);
    return deps.readState(deps.db, materialId);
  });
  on(recalls.recallMaterial, (caller, input) => recallMaterial(deps, caller, input));
  on(recalls.restoreMaterial, (caller, input) => restoreMaterial(deps, caller, input));
  on(recalls.listRecalled, async (caller, { brandId }) => {
    await deps.checkBrand(caller, brandId);
    return { materialIds: await deps.listRecalled(deps.db, brandId) };
  });
  on(recalls.listAffectedBuyers, async (caller, { materialId }) => ({
    buyers: await listAffectedBuyers(deps, caller, materialId),
  }));
  on(recalls.exportAffectedBuyers, (caller, { materialId }) => exportAffectedBuyers(deps, caller, materialId));
  on(recalls.listRecallKits, async (caller) => ({ kits: await listRecallKits(deps, caller) }));
  on(recalls.tickRecallKit, async (caller, input) => {
    await tickRecallKit(deps, caller, input);
    return {};
  });
}
