import { type MaterialId, type ShowId, type shares, type TaskId, tasks } from '@shoal/contract';
import { insertGuests } from '../domains/shows/guests.store.ts';
import { givenDrop } from './given-share.ts';
import { givenBrand } from './given-show.ts';
import type { SignedIn, TestServer } from './test-server.ts';
import type { TestSocket } from './test-socket.ts';

export const KEEPERS_PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) MicroMessenger/8.0.50';
export const CUSTOMERS_PHONE = 'Mozilla/5.0 (Linux; Android 15; PKB110) AppleWebKit/537.36 MicroMessenger/8.0.49';

export type TaskSchool = {
  host: SignedIn;
  studio: TestSocket;
  keepers: SignedIn[];
  showId: ShowId;
  materialId: MaterialId;
};

/** A live show with a dropped material, its host's studio and some shopkeepers. The server has to trust `loopback`. */
export async function givenTaskSchool(server: TestServer, names: readonly string[]): Promise<TaskSchool> {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const keepers: SignedIn[] = [];
  for (const displayName of names) keepers.push(await server.signIn('shopkeeper', { displayName }));
  const [first, ...others] = keepers;
  if (!first) throw new Error('name a shopkeeper');
  const show = { hostId: host.member.accountId, brandId };
  const { materialId, showId } = await givenDrop(server, first, { show });
  const accountIds = others.map(({ member }) => member.accountId);
  await insertGuests(server.db, showId, { accountIds, invitedAt: new Date() });
  return { host, studio: await host.connect(), keepers, showId, materialId };
}

/** Opens a task for five minutes and 20 points. */
export async function openTask({ materialId, showId, studio }: TaskSchool): Promise<TaskId> {
  const task = { materialId, words: '今晚就这一款', targetForwards: 10, minutes: 5, points: 20 };
  const input = { showId, idempotencyKey: crypto.randomUUID(), task };
  return (await studio.send(tasks.openTask, input)).taskId;
}

export type Where = { ip: string; userAgent: string };

/** A route as a phone somewhere calls it. */
export async function callFrom<T>(
  who: SignedIn,
  { ip, userAgent }: Where,
  [path, body]: readonly [path: string, body: unknown],
): Promise<T> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': ip, 'user-agent': userAgent };
  const response = await who.fetch(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** Mints her link for the task and says what she did with it. */
export async function forward(
  { materialId, showId }: TaskSchool,
  keeper: SignedIn,
  { grade = 'E1', taskId, where }: { taskId: TaskId; where: Where; grade?: 'E0' | 'E1' },
): Promise<shares.Share> {
  const share = await callFrom<shares.Share>(keeper, where, ['/shares', { showId, materialId, taskId }]);
  await callFrom(keeper, where, [`/shares/${share.shareId}/evidence`, { grade }]);
  return share;
}

export type Page = { code: string; beacon: string; cookie: string };

/** Opens the page behind a link, as a browser with these cookies does. */
export async function openPage(
  server: TestServer,
  code: string,
  { cookie = '', ...where }: Where & { cookie?: string },
) {
  const headers = { 'user-agent': where.userAgent, 'x-forwarded-for': where.ip, cookie };
  const response = await fetch(`${server.url}/s/${code}`, { headers });
  const html = await response.text();
  const set = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const { beacon } = JSON.parse(/id="shop-data"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as { beacon: string };
  return { code, beacon, cookie: (cookie.includes('vid=') ? [cookie] : [cookie, ...set]).filter(Boolean).join('; ') };
}

/** Says that the page was visible for a while. */
export async function tellVisit(server: TestServer, { beacon, code, cookie }: Page, where: Where): Promise<number> {
  const response = await fetch(`${server.url}/api/shop/${code}/visits`, {
    method: 'POST',
    headers: {
      'user-agent': where.userAgent,
      'x-forwarded-for': where.ip,
      'content-type': 'application/json',
      origin: server.url,
      cookie,
    },
    body: JSON.stringify({ beacon, visibleMs: 2_500 }),
  });
  return response.status;
}

/** Gives the product of the dropped material stock and a commission. */
export async function putOnSale({ db }: TestServer, { materialId }: TaskSchool): Promise<void> {
  const { productId } = await db
    .selectFrom('materials')
    .select('productId')
    .where('id', '=', materialId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('products')
    .set({ unitsInStock: 1_000, commissionBps: 1_500 })
    .where('id', '=', productId)
    .execute();
}
