import { randomUUID } from 'node:crypto';
import {
  type AccountId,
  accounts,
  type IdempotencyKey,
  PROTOCOL_VERSION,
  replays,
  type ShowId,
  shows,
  type TabId,
} from '@shoal/contract';
import { openLiveClient } from '../client/live-client.ts';
import type { DemoStand } from './demo-stand.ts';

/** A show of the gallery's own, after the plan of the one that waits, so that the demo stays as it was. */
export async function makeOwnShow(stand: DemoStand): Promise<shows.Show> {
  const host = await stand.client('host');
  const model = await host.call(shows.getShow, { showId: stand.demo.shows.waiting });
  const { showId } = await host.call(shows.createShow, {
    brandId: model.brand.brandId,
    title: model.title,
    summary: model.summary,
    coverPictureId: model.cover?.pictureId ?? null,
    timeZone: model.timeZone,
    productIds: model.products.map(({ productId }) => productId),
    segments: model.segments.map(({ kind, materials, openingLine, plannedMinutes, title }) => ({
      kind,
      openingLine,
      plannedMinutes,
      title,
      materialIds: materials.map(({ materialId }) => materialId),
    })),
  });
  await host.call(shows.inviteGuests, { showId, accountIds: await shopkeeperIds(stand) });
  return host.call(shows.scheduleShow, { showId, startsAt: new Date(Date.now() + 60_000).toISOString() });
}

/** Takes it out of the lists, in whatever state a failed run left it. */
export async function forgetOwnShow(stand: DemoStand, showId: ShowId): Promise<void> {
  const host = await stand.client('host');
  await endIfLive(stand, showId);
  await host.call(replays.removeRecording, { showId }).catch(() => {});
  await host.call(shows.cancelShow, { showId }).catch(() => {});
  await host.call(shows.archiveShow, { showId }).catch(() => {});
}

async function endIfLive(stand: DemoStand, showId: ShowId): Promise<void> {
  const host = await stand.client('host');
  if ((await host.call(shows.getShow, { showId })).state !== 'live') return;
  const live = openLiveClient(stand.url, host.cookie());
  try {
    await live.send(shows.joinShow, {
      showId,
      tabId: randomUUID() as TabId, // A random UUID is what the brand asks for.
      door: 'studio',
      protocol: PROTOCOL_VERSION,
      position: null,
    });
    await live.send(shows.endShow, { showId, idempotencyKey: randomUUID() as IdempotencyKey });
  } finally {
    live.close();
  }
}

async function shopkeeperIds(stand: DemoStand): Promise<AccountId[]> {
  const operator = await stand.client('operator');
  const { accounts: rows } = await operator.call(accounts.listAccounts, { role: 'shopkeeper' });
  return rows.map(({ accountId }) => accountId);
}
