import type { AccountId, ShowId, StreamKeyId } from '@shoal/contract';
import { findAccount } from '../domains/accounts/accounts.store.ts';
import type { MediaNodes } from '../domains/media-nodes/open-media-nodes.ts';
import { getCommandedShow, isCrew } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { findShow } from '../domains/shows/shows.store.ts';
import { revokeKeysOf } from '../domains/stream-keys/manage-keys.ts';
import { sdpPages } from '../domains/stream-keys/sdp-pages.ts';
import { mountStreamKeyRoutes } from '../domains/stream-keys/stream-keys.routes.ts';
import type { Member } from '../platform/caller.ts';
import { keepGoing } from '../platform/keep-going.ts';
import { newId, newToken } from '../platform/new-id.ts';
import type { Ground } from './ground.ts';

/** The doors for encoders and players that are no page of ours. */
export function composeStreamKeys(ground: Ground, shows: Shows, media: MediaNodes): void {
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
