import { shops } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { readLook, setLook } from './look.ts';
import { arrangeShop, getMyShop } from './my-shop.ts';
import type { ShopsDeps } from './shops-deps.ts';

/** The shops' HTTP face for members; visitors have pages. */
export function mountShopRoutes(on: OnRoute, deps: ShopsDeps): void {
  on(shops.getMyShop, (caller) => getMyShop(deps, caller));
  on(shops.arrangeShop, (caller, arrangement) => arrangeShop(deps, caller, arrangement));
  on(shops.getLook, () => readLook(deps));
  on(shops.setLook, (caller, look) => setLook(deps, caller, look));
}
