import { asks, insights, type PreparedAskId, shares, tasks } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openCustomers } from '../scripts/demo/demo-customers.ts';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { answersOf, askCard, askPrepared, checkIn, closeAsk, readQuiz } from './screens/asks.ts';
import { expectMoreFrames, openRoom } from './screens/room.ts';
import { dropMaterial, endShow, goLive, openStudio } from './screens/studio.ts';
import { launchTask, openTaskSheet, taskCard, taskPanel } from './screens/tasks.ts';

const album = new Album();
let system: System;
let browser: Browser;
let given: GivenShow;
/** The host's studio, a shopkeeper's phone in Chinese, another's in English: one show from start to end. */
let studio: Page;
let keeper: Page;
let other: Page;
let errors: string[][];

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
  given = await givenShow(system);
  await Promise.all([prepareQuiz(), prepareTask()]);
  const open = async (view: typeof phone | typeof desktop, locale: 'zh' | 'en', who: string) =>
    signIn(await speak(await browser.newContext({ ...view }), locale), system.url, who);
  studio = await open(desktop, 'zh', 'host');
  keeper = await open(phone, 'zh', 'keeper1');
  other = await open(phone, 'en', 'keeper2');
  errors = [studio, keeper, other].map(watchErrors);
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'school');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

const quiz = {
  first: { text: '大红袍头一泡用多少度的水？', right: '100 度', wrong: '60 度' },
  second: { text: '开封以后怎么放？', right: '密封避光', wrong: '敞口通风' },
} as const;

async function prepareQuiz(): Promise<void> {
  const { host, show } = given;
  const toQuestion = ({ right, text, wrong }: (typeof quiz)['first' | 'second']) => ({
    text,
    options: [right, wrong],
    rightOption: 0,
    explanation: '包装背面写着，念给大家听过。',
  });
  await host.client.call(asks.putPreparedAsk, {
    showId: show.showId,
    preparedAskId: crypto.randomUUID() as PreparedAskId,
    segmentId: show.segments[0]?.segmentId ?? null,
    draft: {
      kind: 'quiz',
      productId: show.products[0]?.productId ?? null,
      openSeconds: 120,
      questions: [toQuestion(quiz.first), toQuestion(quiz.second)],
    },
  });
}

const taskPoints = 20;

async function prepareTask(): Promise<void> {
  const { host, materials, show } = given;
  await host.client.call(tasks.prepareTask, {
    showId: show.showId,
    idempotencyKey: crypto.randomUUID(),
    draft: {
      materialId: materials.poster,
      segmentId: show.segments[1]?.segmentId ?? null,
      targetForwards: 2,
      minutes: 10,
      points: taskPoints,
      words: '发到最活跃的那个群，配上自己的一句话。',
    },
  });
}

test('the show begins: two shopkeepers wait in the lobby and are in it by themselves', async () => {
  const { showId } = given.show;
  await Promise.all([openRoom(keeper, system.url, showId), openRoom(other, system.url, showId)]);
  await keeper.getByText(zh.room.lobby.waiting(2)).waitFor();
  await openStudio(studio, system.url, showId);
  await goLive(studio);
  await Promise.all([expectMoreFrames(keeper, 20), expectMoreFrames(other, 20)]);
  await dropMaterial(studio, '检测报告');
  await keeper.getByRole('heading', { name: '检测报告' }).waitFor();
}, 90_000);

test('a check-in: one tap in each room, counted in the studio', async () => {
  await checkIn(studio);
  await askCard(keeper, zh, 'check_in').waitFor();
  await album.shoot(keeper, 'check-in-room-zh');
  await album.shootIn(keeper, 'desktop', 'check-in-room-zh');
  await album.shoot(other, 'check-in-room-en');
  await askCard(keeper, zh, 'check_in').getByRole('button', { name: zh.asks.room.here }).click();
  await keeper.getByText(zh.asks.room.checkedIn).waitFor();
  await answersOf(studio, 1, 2);
  await askCard(other, en, 'check_in').getByRole('button', { name: en.asks.room.here }).click();
  await answersOf(studio, 2, 2);
  await album.shootInBoth(studio, 'check-in-studio');
  await closeAsk(studio);
}, 60_000);

test('a quiz of two questions: answered, closed, and everybody sees what was right', async () => {
  await askPrepared(studio, quiz.first.text);
  for (const room of [keeper, other]) await room.getByRole('heading', { name: quiz.first.text }).waitFor();
  await album.shoot(keeper, 'quiz-room-zh');
  await album.shoot(other, 'quiz-room-en');
  await readQuiz();
  await answerQuiz(keeper, [quiz.first.right, quiz.second.right]);
  await answerQuiz(other, [quiz.first.wrong, quiz.second.right]);
  await answersOf(studio, 2, 2);
  await album.shootInBoth(studio, 'quiz-studio');

  await closeAsk(studio);

  await askCard(keeper, zh, 'quiz').getByRole('heading', { name: zh.asks.room.allRight }).waitFor();
  await askCard(other, en, 'quiz')
    .getByRole('heading', { name: en.asks.room.score(1, 2) })
    .waitFor();
  await album.shoot(keeper, 'quiz-result-room-zh');
  await album.shootIn(keeper, 'desktop', 'quiz-result-room-zh');
  await album.shoot(other, 'quiz-result-room-en');
}, 60_000);

async function answerQuiz(room: Page, options: readonly string[]): Promise<void> {
  for (const option of options) await room.getByRole('button', { name: option, exact: true }).click();
}

test('the school gets a goal, under the picture in every room', async () => {
  await studio.getByRole('button', { name: zh.league.setGoal }).click();
  await studio.getByRole('textbox', { name: zh.league.targetLabel }).fill('2');
  await studio.getByRole('button', { name: zh.league.saveGoal }).click();
  await expectGoal(0);
  await album.shoot(keeper, 'goal-room-zh');
  await album.shoot(other, 'goal-room-en');
}, 60_000);

const expectGoal = async (cameBack: number) => {
  await keeper.getByRole('button', { name: zh.league.goalLabel(String(cameBack), '2') }).waitFor();
  await other.getByRole('button', { name: en.league.goalLabel(String(cameBack), '2') }).waitFor();
};

test('from the start and back to live: a drop comes in meanwhile, and live is one press away', async () => {
  const video = keeper.locator('video');
  const readAt = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await keeper.getByRole('button', { name: zh.room.stage.fromStart }).click();
  await keeper.getByText(zh.room.stage.lookingBack).waitFor();
  await expectMoreFrames(keeper, 20);
  expect(await readAt()).toBeLessThan(8);
  await dropMaterial(studio, '溯源页');
  await keeper.getByRole('heading', { name: '溯源页' }).waitFor();
  await album.shoot(keeper, 'look-back-room-zh');
  await album.shootIn(keeper, 'desktop', 'look-back-room-zh');
  const position = keeper.getByRole('slider', { name: zh.room.stage.position });
  await position.fill('6');
  await until('she is where she wants to be', async () => (await readAt()) >= 6);
  await keeper.getByRole('button', { name: zh.room.stage.toLive }).click();
  await keeper.getByText(zh.room.stage.realTime).waitFor();
  expect(await video.getAttribute('data-source')).toBe('webrtc');
  await expectMoreFrames(keeper, 20);
}, 60_000);

test('a prepared task: started by one press, forwarded in three taps, opened elsewhere, and credited at once', async () => {
  const openedAtMs = await launchTask(studio, keeper);
  await album.shoot(keeper, 'task-room-zh');
  await album.shootIn(keeper, 'desktop', 'task-room-zh');
  await album.shoot(other, 'task-room-en');
  await album.shootInBoth(studio, 'task-studio');
  const sheet = await openTaskSheet(keeper);
  await album.shoot(keeper, 'task-forward-room-zh');
  await until('a person had the time to choose', () => Date.now() - openedAtMs > 3_500);
  await sheet.getByRole('button', { name: zh.room.forward.done }).click();
  await sheet.getByText(zh.tasks.sheet.doneText(taskPoints)).waitFor();
  await album.shoot(keeper, 'task-done-room-zh');
  await keeper.keyboard.press('Escape');
  await taskCard(keeper, zh).getByText(zh.tasks.room.state.E0).waitFor();
  const link = await readTaskLink();
  await until('a person had the time to send it', () => Date.now() - openedAtMs > 7_000);
  const consumer = await (await browser.newContext({ ...phone, ...elsewhere })).newPage();

  await consumer.goto(link);

  await keeper.getByText(zh.tasks.room.credited(taskPoints)).waitFor();
  await album.shoot(keeper, 'task-credited-room-zh');
  await taskCard(keeper, zh).getByText(zh.tasks.room.state.E2).waitFor();
  await expectGoal(1);
  await album.shoot(consumer, 'consumer-zh');
  await consumer.close();
  await expectFirstPlace();
  await taskPanel(studio).getByText(zh.tasks.studio.progress('1', 2)).waitFor();
  await album.shootInBoth(studio, 'task-credited-studio');
  await taskPanel(studio).getByRole('button', { name: zh.tasks.studio.names }).click();
  await studio.getByRole('dialog').getByText(zh.tasks.studio.notYet, { exact: true }).waitFor();
  await album.shoot(studio, 'task-names-studio-zh');
  await studio.keyboard.press('Escape');
}, 90_000);

/** A phone that is none of hers, in another network. */
const elsewhere = {
  locale: 'zh-CN',
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50',
} as const;

async function readTaskLink(): Promise<string> {
  const { showId } = given.show;
  const answer = await given.shopkeepers[0]?.client.call(shares.listShares, { showId });
  return answer?.shares.find(({ taskId }) => taskId !== null)?.url ?? '';
}

/** The board behind the goal says what her forward made of her. */
async function expectFirstPlace(): Promise<void> {
  await keeper.getByRole('button', { name: zh.league.goalLabel('1', '2') }).click();
  await keeper.getByRole('dialog').getByText(zh.league.rank('1', '1')).waitFor();
  await album.shoot(keeper, 'task-board-room-zh');
  await keeper.keyboard.press('Escape');
}

test('who knows the product: buyers read it on her page, she on her home; who answered wrong has no such mark', async () => {
  const { materials, shopkeepers, show } = given;
  const asked = { showId: show.showId, materialId: materials.poster };
  const [hers = '', others = ''] = await Promise.all(
    shopkeepers.map(async ({ client }) => (await client.call(shares.createShare, asked)).url),
  );
  const zhBuyer = await openAsBuyer(hers, { ...phone, locale: 'zh-CN' });
  await zhBuyer.getByText(zh.shop.studied).waitFor();
  await album.shoot(zhBuyer, 'badge-share-page-zh');
  await zhBuyer.close(); // Each of these pages plays the show.
  const enBuyer = await openAsBuyer(hers, { ...desktop, locale: 'en-GB' });
  await enBuyer.getByText(en.shop.studied).waitFor();
  await album.shootIn(enBuyer, 'desktop', 'badge-share-page-en');
  await album.shootIn(enBuyer, 'phone', 'badge-share-page-en');
  const pageOfOthers = await (await enBuyer.request.get(others)).text();
  expect(pageOfOthers).toContain(show.title);
  for (const { shop } of [zh, en]) expect(pageOfOthers).not.toContain(shop.studied);
  await enBuyer.close();

  const home = await keeper.context().newPage();
  await home.goto(system.url);
  const known = home.getByRole('listitem').filter({ hasText: show.products[0]?.name ?? '' });
  await known.getByText(zh.asks.home.since(''), { exact: false }).scrollIntoViewIfNeeded();
  await album.shoot(home, 'badge-home-zh');
  await album.shootIn(home, 'desktop', 'badge-home-zh');
  await home.close();
}, 60_000);

test('customers of the demo count as visitors, each once however often she comes', async () => {
  const [, second] = given.shopkeepers;
  if (!second) throw new Error('there are two shopkeepers');
  const { client } = second;
  const { code, shareId, visitors } = await client.call(shares.createShare, {
    showId: given.show.showId,
    materialId: given.materials.image,
  });
  const sendNext = openCustomers(system.url, 1, 2);
  await Promise.all([sendNext(code), sendNext(code)]);
  await sendNext(code);
  const hers = (await client.call(shares.listShares, {})).shares.find((share) => share.shareId === shareId);
  expect([visitors, hers?.visitors, hers?.evidence]).toEqual([0, 2, 'E2']);
}, 60_000);

async function openAsBuyer(url: string, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(url);
  return page;
}

test('the show ends, and no page threw on the way', async () => {
  await keeper.getByRole('button', { name: zh.room.stage.fromStart }).click();
  await expectMoreFrames(keeper, 20);
  await endShow(studio);
  await other.getByText(en.room.lobby.ended).waitFor();
  await expectMoreFrames(keeper, 20); // Who looks back goes on.
  await keeper.getByRole('button', { name: zh.room.stage.toLive }).click();
  await keeper.getByText(zh.room.lobby.ended).waitFor();
  await expectReport();
  expect(errors.flat()).toEqual([]);
}, 60_000);

/** Where the show was, the host reads what came of it: two who came, one forward that somebody opened. */
async function expectReport(): Promise<void> {
  const { report } = zh;
  const drops = studio.getByRole('region', { name: report.drops });
  await drops.getByRole('row').nth(1).waitFor();
  const { school } = await given.host.client.call(insights.getReport, { showId: given.show.showId });
  expect(school).toMatchObject({ came: 2, peak: { people: 2 }, forwarders: 2 });
  expect(school.watchedMs).toBeGreaterThan(0);
  await album.shootAll(studio, 'report-studio', studio.getByRole('table').first());
  await studio.goto(`${system.url}/console/shows/${given.show.showId}/report`);
  const people = studio.getByRole('region', { name: report.shopkeepers });
  await people.getByRole('row').nth(2).waitFor();
  await album.shootAll(studio, 'report-console', studio.getByRole('table').first());
  const saving = studio.waitForEvent('download');
  await people.getByRole('button', { name: report.downloadOf(report.shopkeepers) }).click();
  expect((await saving).suggestedFilename()).toMatch(/^shopkeepers-.*\.csv$/);
}
