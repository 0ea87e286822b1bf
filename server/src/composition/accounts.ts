import { type AccountRoutesDeps, mountAccountRoutes, type NotePlace } from '../domains/accounts/accounts.routes.ts';
import { forgetExpired } from '../domains/accounts/forget-expired.ts';
import { createPasswords } from '../domains/accounts/passwords.ts';
import { notePlace } from '../domains/accounts/places.store.ts';
import { writeSetupLink } from '../domains/accounts/write-setup-link.ts';
import { checkWords } from '../domains/catalog/check-words.ts';
import { forgetCommands } from '../platform/forget-commands.ts';
import { newId, newToken } from '../platform/new-id.ts';
import { createPlaceNamer } from '../platform/place.ts';
import { accountRoom, sessionRoom } from '../realtime/socket-rooms.ts';
import type { Ground } from './ground.ts';

/** What accounts need from catalog and shows. */
type AccountNeighbours = Pick<
  AccountRoutesDeps,
  'checkBrands' | 'checkPicture' | 'checkCommands' | 'findShowCards' | 'admitGuest'
>;

export function composeAccounts(ground: Ground, neighbours: AccountNeighbours): void {
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
export const createPlaceNotes = ({ config, db, now }: Ground): NotePlace => {
  const namePlace = createPlaceNamer(config.clusterSecret);
  return (accountId, client) => notePlace(db, { accountId, place: namePlace(client, now()).place, at: now() });
};
