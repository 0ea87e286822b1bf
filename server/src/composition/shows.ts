import { closeBeforeEnd } from '../domains/asks/close-ask.ts';
import { copyPreparedAsks } from '../domains/asks/prepared-asks.store.ts';
import { checkBrand } from '../domains/catalog/check-brand.ts';
import { checkCatalogParts } from '../domains/catalog/check-parts.ts';
import { checkWords } from '../domains/catalog/check-words.ts';
import { getDroppableMaterial } from '../domains/catalog/get-droppable-material.ts';
import { loadMaterials } from '../domains/catalog/get-material-snapshot.ts';
import { loadProducts } from '../domains/catalog/to-wire.ts';
import { listMuted } from '../domains/chat/mutes.store.ts';
import { requireUnrecalled } from '../domains/recalls/recalls.store.ts';
import { countForwarded, listForwarders } from '../domains/shares/shares.store.ts';
import { createCalendarLinks } from '../domains/shows/calendar-link.ts';
import { calendarPages } from '../domains/shows/calendar-pages.ts';
import { closeEndedShow, recordLiveShow } from '../domains/shows/finish-show.ts';
import { createMemoryPresence } from '../domains/shows/memory-presence.ts';
import { openShows, type Shows } from '../domains/shows/open-shows.ts';
import { createRedisPresence } from '../domains/shows/redis-presence.ts';
import { onAccountLost } from '../domains/shows/remove-guest.ts';
import { finishShow, recordShow } from '../domains/shows/show-jobs.ts';
import { ShowWord } from '../domains/shows/show-word.ts';
import { registerReceiptsLane, registerShowCommands } from '../domains/shows/shows.commands.ts';
import { mountShowRoutes } from '../domains/shows/shows.routes.ts';
import { findShow } from '../domains/shows/shows.store.ts';
import type { ShowsNeeds } from '../domains/shows/shows-deps.ts';
import { closeTasksOfShow, withdrawTasksOnDrop } from '../domains/tasks/close-task.ts';
import { copyPreparedTasks } from '../domains/tasks/tasks.store.ts';
import { createFaultAt } from '../platform/fault-points.ts';
import { gatherLookups } from '../platform/gather-lookups.ts';
import { newId } from '../platform/new-id.ts';
import { serverWord } from '../realtime/server-bus.ts';
import { personInShowRoom, showRoom, studioRoom, tabRoom } from '../realtime/socket-rooms.ts';
import { findCalendarFacts } from '../views/calendar-facts.ts';
import { listGuests } from '../views/guest-list.ts';
import { findInRole, listPersons } from '../views/persons.ts';
import { listReminders } from '../views/reminder-list.ts';
import { getRoomPage } from '../views/room-page.ts';
import { listShows } from '../views/show-list.ts';
import { getShowPage } from '../views/show-page.ts';
import { listSeats, toSeatName } from '../views/show-seats.ts';
import { composeAsks } from './asks.ts';
import { composeChat, openChatMemory } from './chat.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';
import { composeInsights } from './insights.ts';
import { composeLeague } from './league.ts';
import { composeQuestions } from './questions.ts';
import { composeRadar } from './radar.ts';
import { composeRecalls } from './recalls.ts';

/** What shows need from media nodes, replays and shares. Asked when it is used, so that those may be composed later. */
export type ShowNeighbours = Pick<
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
export const withoutMedia: ShowNeighbours = {
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
export const closingOpenWork = ({ now }: Ground): Pick<ShowNeighbours, 'beforeEnd' | 'onRecall'> => ({
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

export function composeShows(ground: Ground, neighbours: ShowNeighbours): Shows {
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
  composeInsights(ground, shows);
  composeRecalls(ground, shows);
  return shows;
}
