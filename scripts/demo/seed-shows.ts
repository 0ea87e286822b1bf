import {
  type AccountId,
  accounts,
  type BrandId,
  type MaterialId,
  type ProductId,
  type ShowId,
  shows,
} from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import type { DemoPlace } from './demo-place.ts';
import type { DemoCatalog } from './seed-catalog.ts';
import type { DemoSegment } from './story/demo-brand.ts';

export type ShowPlan = {
  /** Under which the show's id is kept. */
  readonly key: string;
  readonly brand: 'tea' | 'skin';
  readonly title: string;
  readonly summary: string;
  readonly cover: string;
  readonly products: readonly string[];
  readonly segments: readonly DemoSegment[];
  readonly maxLengthMinutes: number;
};

/** A show of the story, scheduled for now with these guests; made when its key is not known. */
export async function seedShow(
  place: DemoPlace,
  host: ApiClient,
  details: { plan: ShowPlan; catalog: DemoCatalog; guestIds: readonly AccountId[] },
): Promise<shows.Show> {
  const { plan, guestIds } = details;
  const known = place.state.ids[plan.key] as ShowId | undefined; // Kept by this function alone.
  const show = known ? await host.call(shows.getShow, { showId: known }) : await makeShow(place, host, details);
  if (show.state === 'draft') {
    await host.call(shows.scheduleShow, { showId: show.showId, startsAt: new Date().toISOString() });
  }
  await host.call(shows.inviteGuests, { showId: show.showId, accountIds: [...guestIds] });
  return host.call(shows.getShow, { showId: show.showId });
}

async function makeShow(
  place: DemoPlace,
  host: ApiClient,
  { plan, catalog }: { plan: ShowPlan; catalog: DemoCatalog },
): Promise<shows.Show> {
  const show = await host.call(shows.createShow, {
    brandId: known<BrandId>(catalog.brandIds, plan.brand),
    title: plan.title,
    summary: plan.summary,
    coverPictureId: await place.uploadPicture(host, plan.cover),
    timeZone: 'Asia/Shanghai',
    maxLengthMinutes: plan.maxLengthMinutes,
    productIds: plan.products.map((key) => known<ProductId>(catalog.productIds, key)),
    segments: plan.segments.map(({ materials, ...segment }) => ({
      ...segment,
      materialIds: materials.map((key) => known<MaterialId>(catalog.materialIds, key)),
    })),
  });
  place.state.ids[plan.key] = show.showId;
  place.save();
  return show;
}

/** Lets a host command shows of both brands. */
export async function nameBrandMember(operator: ApiClient, accountId: AccountId, catalog: DemoCatalog): Promise<void> {
  await operator.call(accounts.updateAccount, { accountId, brandIds: [...catalog.brandIds.values()] });
}

function known<T>(ids: ReadonlyMap<string, T>, key: string): T {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the demo's story names ${key}, which it does not define`);
  return id;
}
