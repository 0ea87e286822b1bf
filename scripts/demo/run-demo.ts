import { join } from 'node:path';
import { type AccountId, accounts, type MaterialId, type ShowId, shares, shows, streamKeys } from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import { DemoCrowd } from './demo-crowd.ts';
import { type DemoPlace, openDemoPlace } from './demo-place.ts';
import { writePrivate } from './demo-state.ts';
import { makeFinishedShow } from './make-finished-show.ts';
import { dropUntilEnd, forgetShow, openLiveShow } from './run-live-show.ts';
import { type NewPerson, openAccount, openOperator } from './seed-accounts.ts';
import { type DemoCatalog, seedCatalog } from './seed-catalog.ts';
import { nameBrandMember, seedShow } from './seed-shows.ts';
import { comingShow, finishedShow, liveShow, waitingShow } from './shows.ts';
import { people } from './story/people.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const VIDEO = 'synthetic-host.mp4';
const COMING_IN_MS = 2 * 3_600_000;
const log = (text: string) => process.stdout.write(`${text}\n`);

type Cast = {
  place: DemoPlace;
  operator: ApiClient;
  host: ApiClient;
  syntheticHost: ApiClient;
  shopkeepers: readonly ApiClient[];
  neighbours: readonly ApiClient[];
  guestIds: readonly AccountId[];
  catalog: DemoCatalog;
};

const place = openDemoPlace({
  serverUrl: env('SERVER_URL'),
  publicUrl: env('PUBLIC_URL'),
  dataDir: env('DATA_DIR'),
  artDir: env('DEMO_DIR'),
});
await waitUntilReady(place.serverUrl);
const cast = await gather();
const waiting = await seedShow(place, cast.host, { plan: waitingShow, catalog: cast.catalog, guestIds: cast.guestIds });
await seedComingShow();
const finished = await playFinishedShow();
for (let isFirst = true; ; isFirst = false) await playLiveShow(isFirst);

async function gather(): Promise<Cast> {
  const operator = await openOperator(place);
  const catalog = await seedCatalog(place, operator);
  const host = await openAccount(place, operator, { ...people.host, role: 'host' });
  const syntheticHost = await openAccount(place, operator, { ...people.syntheticHost, role: 'host' });
  for (const client of [host, syntheticHost]) await nameBrandMember(operator, await accountIdOf(client), catalog);
  const open = async (persons: readonly NewPerson[]) => {
    const clients: ApiClient[] = [];
    for (const person of persons) clients.push(await openAccount(place, operator, { ...person, role: 'shopkeeper' }));
    return clients;
  };
  const [shopkeepers, neighbours] = [await open(people.shopkeepers), await open(people.neighbours)];
  const guestIds = await Promise.all([...shopkeepers, ...neighbours].map(accountIdOf));
  return { place, operator, host, syntheticHost, shopkeepers, neighbours, guestIds, catalog };
}

/** A show to wait for: its date moves on with the demo, so that there is always a countdown to see. */
async function seedComingShow(): Promise<void> {
  const { host, catalog, guestIds } = cast;
  const { showId, state, startsAt } = await seedShow(place, host, { plan: comingShow, catalog, guestIds });
  if (state !== 'scheduled' || (startsAt && Date.parse(startsAt) > Date.now() + COMING_IN_MS / 4)) return;
  await host.call(shows.scheduleShow, { showId, startsAt: new Date(Date.now() + COMING_IN_MS).toISOString() });
}

async function playFinishedShow(): Promise<shows.Show> {
  const { syntheticHost, shopkeepers, catalog, guestIds } = cast;
  const show = await seedShow(place, syntheticHost, { plan: finishedShow, catalog, guestIds });
  if (show.state === 'scheduled' || show.state === 'live') {
    await makeFinishedShow({ serverUrl: place.serverUrl, host: syntheticHost, file: VIDEO, log, shopkeepers }, show);
  }
  return show;
}

/** One round of the show that is always live; the recording of the round before goes as the next one is on. */
async function playLiveShow(isFirst: boolean): Promise<void> {
  const { syntheticHost, catalog, guestIds, neighbours } = cast;
  const deps = { serverUrl: place.serverUrl, host: syntheticHost, file: VIDEO, log };
  const known = place.state.ids[liveShow.key] as ShowId | undefined;
  const before = known && (await syntheticHost.call(shows.getShow, { showId: known }));
  const isOver = before && before.state !== 'live' && before.state !== 'scheduled';
  if (isOver) delete place.state.ids[liveShow.key];
  const show = await seedShow(place, syntheticHost, { plan: liveShow, catalog, guestIds });
  const stage = await openLiveShow(deps, show);
  if (isOver && before.state === 'ended') await forgetShow(syntheticHost, before.showId);
  const firstDrop = show.segments.flatMap((segment) => segment.materials)[0];
  if (firstDrop) await stage.drop(firstDrop.materialId);
  await writeLinks(show.showId, firstDrop?.materialId);
  log(isFirst ? 'the demo is ready' : 'the live show started over; demo.json has its new links');
  const crowd = DemoCrowd.open({ serverUrl: place.serverUrl, neighbours }, show.showId);
  await dropUntilEnd(deps, stage, show);
  crowd.close();
  stage.close();
}

async function writeLinks(liveShowId: ShowId, materialId: MaterialId | undefined): Promise<void> {
  const { publicUrl, state, dataDir } = place;
  const cameraUrl = toCameraUrl(place);
  const [keeper] = cast.shopkeepers;
  const share = keeper && materialId && (await keeper.call(shares.createShare, { showId: liveShowId, materialId }));
  const account = (accountName: string) => ({ accountName, password: state.passwords[accountName] });
  const [first, second, third] = people.shopkeepers.map(({ accountName }) => account(accountName));
  writePrivate(join(dataDir, 'demo.json'), {
    links: [
      {
        role: 'shopkeeper',
        label: '店主：正在直播的房间 / the room that is live now',
        url: `${publicUrl}/room/${liveShowId}`,
        ...first,
      },
      { role: 'shopkeeper', label: '店主：另一位 / another shopkeeper', url: publicUrl, ...second },
      { role: 'shopkeeper', label: '店主：第三位 / a third one', url: publicUrl, ...third },
      { role: 'consumer', label: '消费者：店主的分享页 / a shopkeeper’s link', url: share ? share.url : publicUrl },
      {
        role: 'host',
        label: '主播：等你开播的直播，在这台电脑上打开 / a show that waits for your camera, on this machine',
        url: `${cameraUrl}/studio/${waiting.showId}`,
        ...account('host'),
      },
      {
        role: 'shopkeeper',
        label: '店主：那场直播的房间 / its room',
        url: `${publicUrl}/room/${waiting.showId}`,
        ...first,
      },
      { role: 'shopkeeper', label: '店主：回放 / a replay', url: `${publicUrl}/replay/${finished.showId}`, ...first },
      { role: 'operator', label: '运营后台 / the console', url: `${publicUrl}/console`, ...account('operator') },
    ],
    shows: { live: liveShowId, waiting: waiting.showId, finished: finished.showId },
    encoders: [
      {
        label: '推流：OBS 选 WHIP，推到等你开播的直播 / WHIP, to the show that waits for you',
        ...(await issueKey(cast.host, waiting.showId, 'publish')),
      },
      {
        label: '播放：正在直播的直播 / WHEP, the show that is live',
        ...(await issueKey(cast.syntheticHost, liveShowId, 'play')),
      },
    ],
  });
}

/** A key is told once: the file has the newest. The host's waits with her show, which may be over by now. */
async function issueKey(client: ApiClient, showId: ShowId, kind: streamKeys.StreamKeyKind) {
  const issued = await client.call(streamKeys.issueStreamKey, { showId, kind }).catch((error: unknown) => {
    log(`no ${kind} key for show ${showId}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
  return issued && { url: issued.key.url, key: issued.secret };
}

/** Browsers give a camera to https and to localhost alone. */
function toCameraUrl({ publicUrl, serverUrl }: DemoPlace): string {
  return publicUrl.startsWith('https:') ? publicUrl : `http://localhost:${new URL(serverUrl).port}`;
}

async function accountIdOf(client: ApiClient): Promise<AccountId> {
  return (await client.call(accounts.getMe, {})).accountId;
}

function env(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the demo needs ${name}`);
  return value;
}
