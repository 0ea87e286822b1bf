import { registerAskCommands } from '../domains/asks/asks.commands.ts';
import { mountAskRoutes } from '../domains/asks/asks.routes.ts';
import { openAsks } from '../domains/asks/open-asks.ts';
import { checkCatalogParts } from '../domains/catalog/check-parts.ts';
import { loadProducts } from '../domains/catalog/to-wire.ts';
import { getCommandedShow } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { newId, newRandom } from '../platform/new-id.ts';
import { showRoom, studioRoom } from '../realtime/socket-rooms.ts';
import { listNamedAnswers } from '../views/ask-answers.ts';
import { listBadges } from '../views/badges.ts';
import type { Ground } from './ground.ts';

export function composeAsks({ api, broadcaster, closing, commands, db, limits, log, now }: Ground, shows: Shows): void {
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
    findLog: (showId) => shows.logs.find(showId),
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
