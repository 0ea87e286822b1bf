import { AppError, type Broadcast, type ShowId, type shows } from '@shoal/contract';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createMemoryPresence } from '../domains/shows/memory-presence.ts';
import { openShows, type Shows } from '../domains/shows/open-shows.ts';
import type { ShowsDeps, ShowsNeeds } from '../domains/shows/shows-deps.ts';
import type { Member } from '../platform/caller.ts';
import { createDb, type Db, openPool } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { newId } from '../platform/new-id.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** The shows domain on a real database, with everything outside it in the test's hands. */
export type TestShows = {
  readonly db: Db;
  readonly deps: Shows;
  readonly clock: FakeClock;
  /** What the stage of every show is. */
  stage: shows.StageState['status'];
  /** Calls to recorder and media, in order. */
  readonly mediaCalls: string[];
  /** Jobs sent in transactions that committed or not, in order. */
  readonly jobs: string[];
  readonly sent: { room: string; name: string; payload: unknown }[];
  /** A second process on the same database. */
  openAnother(changes?: Partial<ShowsDeps>): Shows;
};

/** One database for the file, emptied before each test; fresh live parts for each test. */
export function useTestShows(): TestShows {
  let database: TestDatabase;
  let opened: Shows[] = [];
  const state = { clock: createFakeClock(), stage: 'streaming' as const, mediaCalls: [], jobs: [], sent: [] };
  const test: TestShows = Object.assign(state as unknown as TestShows, {
    openAnother: (changes: Partial<ShowsDeps> = {}) => {
      const shows = openShows({ ...toDeps(test), presence: createMemoryPresence(), ...changes });
      opened.push(shows);
      return shows;
    },
  });
  const set = (values: Partial<TestShows>) => void Object.assign(test, values);
  beforeAll(async () => {
    database = await openTestDatabase();
    set({ db: createDb(openPool({ databaseUrl: database.databaseUrl, databasePoolSize: 16 })) });
  });
  beforeEach(async () => {
    await database.empty();
    set({ clock: createFakeClock(), stage: 'streaming', mediaCalls: [], jobs: [], sent: [] });
    set({ deps: test.openAnother() });
  });
  afterEach(async () => {
    for (const shows of opened) await shows.close();
    opened = [];
  });
  afterAll(async () => {
    await test.db.destroy();
    await database.drop();
  });
  return test;
}

/** Somebody who is signed in, without a session of hers being stored. */
export const asMember = (accountId: Member['accountId'], role: Member['role'] = 'host'): Member => ({
  accountId,
  role,
  sessionId: newId(),
  displayName: `A ${role}`,
});

function toDeps(test: TestShows): ShowsDeps {
  const room = (...parts: string[]) => parts.join(':') as string & { readonly __room: never };
  const send = (name: string, { name: event }: Broadcast, payload: unknown) =>
    void test.sent.push({ room: name, name: event, payload });
  return {
    ...toNeeds(test),
    db: test.db,
    log: silentLog,
    now: () => test.clock.now(),
    newId,
    jobs: { send: async (_tx, { name }) => void test.jobs.push(name) },
    rooms: {
      show: (showId) => room('show', showId),
      studio: (showId) => room('studio', showId),
      tab: (showId, tabId) => room('tab', showId, tabId),
      person: (showId, accountId) => room('person', showId, accountId),
    },
    voice: {
      send,
      sendHere: send,
      closeSockets: (name, reason) => void test.sent.push({ room: name, name: 'closed', payload: reason }),
    },
    tellOthers: () => {},
    faultAt: () => {},
    onTail: () => {},
    onGap: () => {},
  };
}

function toNeeds(test: TestShows): ShowsNeeds {
  const mediaCall = (name: string) => async (showId: ShowId) => void test.mediaCalls.push(`${name} ${showId}`);
  return {
    getMaterialSnapshot: async () => {
      throw new AppError('catalog.not_found', 'this test has no catalog');
    },
    checkCatalogParts: async () => {},
    checkWords: async () => {},
    checkBrand: async () => {},
    findBrandIds: async () => [],
    findInRole: async (_db, _role, accountIds) => accountIds,
    findDisplayNames: async (_db, accountIds) => new Map(accountIds.map((id) => [id, `name of ${id}`])),
    getStage: () => ({
      status: test.stage,
      generation: 1,
      hasVideo: true,
      hasAudio: true,
      hasHls: false,
      isFromEncoder: false,
    }),
    getRtpCapabilities: () => null,
    isSynthetic: () => false,
    startRecording: mediaCall('startRecording'),
    stopRecording: mediaCall('stopRecording'),
    finaliseReplay: mediaCall('finaliseReplay'),
    closeShowMedia: mediaCall('closeShowMedia'),
    closePeerOf: mediaCall('closePeerOf'),
    closeTabMedia: async ({ showId }) => mediaCall('closeTabMedia')(showId),
    programmeMsAt: async () => 1_000,
    hlsPathFor: () => '/hls',
    findReplayed: async () => new Set(),
    countForwarded: async () => new Map(),
    listForwarders: async () => [],
    beforeEnd: async () => {},
    onRecall: async () => {},
    listRecentChat: async () => [],
    readChatRoom: async () => ({ slowSeconds: 0, pinned: null }),
    listMuted: async () => new Set(),
    findSeat: async () => undefined,
    copyPlan: async () => {},
  };
}
