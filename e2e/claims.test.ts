import { type BrandId, catalog } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ApiClient } from '../scripts/client/api-client.ts';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { goLive, openStudio } from './screens/studio.ts';

const words = zh.claims;
const claim = '有效率高达 99%。';
const reward = '转发三个群领红包。';
const album = new Album();
let system: System;
let browser: Browser;

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'claims');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

const openAs = async (who: string, locale: 'zh' | 'en' = 'zh') =>
  signIn(await speak(await browser.newContext({ ...desktop }), locale), system.url, who);

async function writeCard(page: Page) {
  await page.getByRole('button', { name: words.writeNew }).click();
  await page.getByLabel(words.url).fill('https://tea.example/report');
  await page.getByLabel(words.owner).fill('质检 老周');
  await page.getByLabel(words.expires).fill('2099-12-31');
  await album.shoot(page, 'card-written-there-zh');
  await page.getByRole('button', { name: zh.common.save }).first().click(); // The card's stands above the material's.
  await page.getByText(words.linked).waitFor();
}

/** The card is made the whole brand's, whose story then says the same. */
async function tellInStory(operator: ApiClient, brandId: BrandId): Promise<void> {
  const { cards } = await operator.call(catalog.listClaimCards, { brandId });
  const [card] = cards;
  if (!card) throw new Error('no card was written');
  const { cardId, expiresAt, ownerName, text, url } = card;
  const proof = { text, url, ownerName, expiresAt, pictureId: null, productId: null };
  await operator.call(catalog.putClaimCard, { brandId, cardId, ...proof });
  await operator.call(catalog.updateBrand, { brandId, story: `三代做茶。${claim}` });
}

test('copy that claims is held with its sentence marked until a card proves it, and a withdrawn card stops the drop', async () => {
  const given = await givenShow(system);
  const { brand, showId } = given.show;
  const host = await openAs('host');
  const errors = watchErrors(host);

  await host.goto(`${system.url}/console/materials?tab=materials&brand=${brand.brandId}`);
  await host.getByRole('button', { name: /晨间文案/ }).click();
  const text = host.getByRole('dialog').getByLabel(zh.console.text, { exact: true });
  await text.fill(`早上好。${claim}${reward}`);
  const save = host.getByRole('dialog').getByRole('button', { name: zh.common.save });
  await save.click();
  await host.getByText(words.marked(2)).waitFor();
  expect(await host.locator('mark').allTextContents()).toEqual([claim, reward]);
  await host.getByText(words.marked(2)).scrollIntoViewIfNeeded();
  await album.shoot(host, 'material-marked-zh');
  await album.shootIn(host, 'phone', 'material-marked-zh');

  await text.fill(`早上好。${claim}`);
  await host.getByText(words.marked(1)).waitFor();
  await writeCard(host);
  await save.last().click();
  await host.getByRole('dialog').waitFor({ state: 'hidden' });
  await host.getByRole('tab', { name: words.tab }).click();
  await host.getByText(words.usedBy(1)).waitFor();
  await tellInStory(given.operator, brand.brandId);
  await album.shoot(host, 'cards-zh');
  await album.shootIn(host, 'phone', 'cards-zh');
  await host.getByRole('button', { name: `${words.withdraw} ${claim}` }).click();
  await host.getByText(words.state.withdrawn, { exact: true }).waitFor();
  await host
    .getByRole('region', { name: words.withheld(1) })
    .getByText(claim)
    .waitFor();
  await album.shoot(host, 'card-withdrawn-zh');
  await album.shootIn(host, 'phone', 'card-withdrawn-zh');

  await openStudio(host, system.url, showId);
  await goLive(host);
  await host.getByRole('button', { name: zh.studio.dropMaterial('晨间文案') }).click();
  await host.getByText(words.refused(claim, words.reason.card_withdrawn)).waitFor();
  await album.shoot(host, 'drop-refused-zh');
  const { materials } = await given.operator.call(catalog.listMaterials, { brandId: brand.brandId });
  expect(materials.find(({ title }) => title === '晨间文案')?.marks).toMatchObject([{ reason: 'card_withdrawn' }]);

  const operator = await openAs('operator', 'en');
  await operator.goto(`${system.url}/console/materials?tab=claims&brand=${brand.brandId}`);
  await operator.getByText(en.claims.state.withdrawn, { exact: true }).waitFor();
  await album.shoot(operator, 'cards-en');
  await operator.goto(`${system.url}/console/settings`);
  await operator.getByRole('switch', { name: en.claims.adMarkShown }).click();
  await operator.getByText(en.claims.adMarkOff).waitFor();
  await album.shoot(operator, 'settings-en');
  expect(errors).toEqual([]);
}, 120_000);
