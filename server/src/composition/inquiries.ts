import { inquiries as inquiryWire } from '@shoal/contract';
import { checkWords } from '../domains/catalog/check-words.ts';
import { askShopkeeper, toOwnInquiry } from '../domains/inquiries/ask-shopkeeper.ts';
import { findSignedInquiry } from '../domains/inquiries/inbox.ts';
import { mountInquiryRoutes } from '../domains/inquiries/inquiries.routes.ts';
import type { InquiriesDeps } from '../domains/inquiries/inquiries-deps.ts';
import { toInquiryKey } from '../domains/inquiries/inquiry-link.ts';
import { noPush, pushInquiry, sendPush } from '../domains/inquiries/push.ts';
import { readBeacon, signBeacon } from '../domains/shares/beacon.ts';
import { isRobot } from '../domains/shares/is-robot.ts';
import { findShareMaterial } from '../domains/shares/shares.store.ts';
import { getNonce } from '../http/security-headers.ts';
import { newId } from '../platform/new-id.ts';
import { accountRoom } from '../realtime/socket-rooms.ts';
import { inquiryPages } from '../shop-pages/inquiry-pages.ts';
import {
  findAskedLink,
  findAskedPage,
  findInboxInquiry,
  listInbox,
  listReportedInquiries,
} from '../views/inquiry-list.ts';
import type { Ground } from './ground.ts';
import { createPageAssets } from './shop-pages.ts';

export function composeInquiries(ground: Ground, beaconKey: Buffer): void {
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
