import type { ShareCode, shops } from '@shoal/contract';
import { loadPictures } from '../domains/catalog/to-wire.ts';
import { listVisitorInquiries } from '../domains/inquiries/ask-shopkeeper.ts';
import { toInquiryKey } from '../domains/inquiries/inquiry-link.ts';
import { signBeacon } from '../domains/shares/beacon.ts';
import type { ShopPage } from '../domains/shares/get-shop.ts';
import { rememberBriefly } from '../domains/shares/remember-briefly.ts';
import { noteVisitorAccount } from '../domains/shares/visits.store.ts';
import { readLook } from '../domains/shops/look.ts';
import { getNonce } from '../http/security-headers.ts';
import { newId } from '../platform/new-id.ts';
import { readSessionToken } from '../platform/session-cookie.ts';
import { hashVisitor } from '../platform/visitor-cookie.ts';
import { createAssetReader, type ShopAssets, withLook } from '../shop-pages/asset-manifest.ts';
import { shopPages } from '../shop-pages/shop-pages.ts';
import type { Ground } from './ground.ts';

type ShopParts = {
  getShop: (code: ShareCode, ip: string) => Promise<ShopPage>;
  beaconKey: Buffer;
};

export function composeShopPages(ground: Ground, { beaconKey, getShop }: ShopParts): void {
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
export function createPageAssets({ config, db, now }: Ground): () => Promise<ShopAssets> {
  const remember = rememberBriefly<shops.Look>(1_000, () => now().getTime());
  return withLook(createAssetReader(config.webDist), () => remember('look', () => readLook({ db, loadPictures })));
}
