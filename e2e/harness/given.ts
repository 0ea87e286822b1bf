import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, catalog, type MaterialId, shows } from '@shoal/contract';
import { type ApiClient, openApiClient } from '../../scripts/client/api-client.ts';
import { pngPicture } from './png-picture.ts';
import type { System } from './system.ts';

export const password = 'correct-horse-battery';

export type Person = {
  readonly accountName: string;
  readonly accountId: accounts.Me['accountId'];
  readonly client: ApiClient;
};
export type GivenShow = {
  readonly operator: ApiClient;
  readonly host: Person;
  readonly shopkeepers: readonly Person[];
  readonly show: shows.Show;
  /** In the order they stand in the run of show; by kind. */
  readonly materials: Readonly<Record<'poster' | 'copy' | 'image' | 'link', MaterialId>>;
};

/** A fresh installation with an operator, a brand, a host, shopkeepers, and a show scheduled for now. */
export async function givenShow(system: System, shopkeeperCount = 2): Promise<GivenShow> {
  const operator = openApiClient(system.url);
  const token = lastPart(readFileSync(join(system.dataDir, 'setup-link.txt'), 'utf8').trim());
  await operator.call(accounts.usePasswordLink, { token, password, accountName: 'operator', displayName: '运营' });
  const brand = await operator.call(catalog.createBrand, { idempotencyKey: crypto.randomUUID(), name: '山野茶集' });
  const host = await givenPerson(system, operator, { accountName: 'host', role: 'host', brandIds: [brand.brandId] });
  const shopkeepers: Person[] = [];
  for (let at = 1; at <= shopkeeperCount; at += 1) {
    shopkeepers.push(await givenPerson(system, operator, { accountName: `keeper${at}`, role: 'shopkeeper' }));
  }
  const { materials, productId } = await givenMaterials(host.client, brand.brandId);
  const draft = await host.client.call(shows.createShow, {
    brandId: brand.brandId,
    title: '开箱之夜',
    timeZone: 'Asia/Shanghai',
    productIds: [productId],
    segments: [
      { kind: 'brand_trust', title: '检测报告', plannedMinutes: 5, materialIds: [materials.image, materials.link] },
      { kind: 'forwarding', title: '一起转发', plannedMinutes: 5, materialIds: [materials.poster, materials.copy] },
    ],
  });
  const { showId } = draft;
  await host.client.call(shows.inviteGuests, { showId, accountIds: shopkeepers.map((person) => person.accountId) });
  const show = await host.client.call(shows.scheduleShow, { showId, startsAt: new Date().toISOString() });
  return { operator, host, shopkeepers, show, materials };
}

/** Five of each product of the show's brand are for sale, at 15 % for who brought the buyer. */
export async function stockProducts({ host, show }: GivenShow): Promise<void> {
  const { products } = await host.client.call(catalog.listProducts, { brandId: show.brand.brandId });
  const sale = { unitsInStock: 5, commissionBps: 1_500, afterSaleDays: 7 };
  for (const { productId } of products) await host.client.call(catalog.updateProduct, { productId, sale });
}

async function givenPerson(
  system: System,
  operator: ApiClient,
  account: { accountName: string; role: 'host' | 'shopkeeper'; brandIds?: catalog.Brand['brandId'][] },
): Promise<Person> {
  const { passwordLink } = await operator.call(accounts.createAccount, {
    ...account,
    displayName: `${account.accountName} 小店`,
  });
  const client = openApiClient(system.url);
  const me = await client.call(accounts.usePasswordLink, { token: lastPart(passwordLink.url), password });
  return { accountName: account.accountName, accountId: me.accountId, client };
}

async function givenMaterials(host: ApiClient, brandId: catalog.Brand['brandId']) {
  const { pictureId } = await host.call(catalog.uploadPicture, {
    bytes: new Blob([pngPicture(600, 800)], { type: 'image/png' }),
  });
  const { productId } = await host.call(catalog.createProduct, {
    idempotencyKey: crypto.randomUUID(),
    brandId,
    name: '大红袍 50g',
    price: { amountMinor: 12_800, currency: 'CNY' },
    pictureId,
    afterSaleTerms: '7 天无理由退换',
  });
  const make = async (
    input: Omit<Parameters<typeof host.call<typeof catalog.createMaterial>>[1], 'brandId' | 'idempotencyKey'>,
  ) =>
    (await host.call(catalog.createMaterial, { idempotencyKey: crypto.randomUUID(), brandId, productId, ...input }))
      .materialId;
  const materials = {
    poster: await make({ kind: 'poster', title: '今晚开箱价', text: '扫码看直播', pictureId }),
    copy: await make({ kind: 'copy', title: '晨间文案', text: '早上好，推荐一款岩茶。' }),
    image: await make({ kind: 'image', title: '检测报告', pictureId }),
    link: await make({ kind: 'link', title: '溯源页', url: 'https://example.com/garden' }),
  };
  return { materials, productId };
}

const lastPart = (url: string) => url.slice(url.lastIndexOf('/') + 1);
