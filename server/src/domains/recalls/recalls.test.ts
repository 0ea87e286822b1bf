import { createCanvas, loadImage } from '@napi-rs/canvas';
import { type MaterialId, recalls, type ShareCode, shares } from '@shoal/contract';
import { expect, test } from 'vitest';
import { toOrdersDeps } from '../../composition/orders.ts';
import { asOwner } from '../../testing/as-owner.ts';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { givenShare } from '../../testing/given-share.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { placeOrder } from '../orders/place-order.ts';
import { readQr } from '../shares/read-qr.ts';
import { insertEvidence } from '../shares/shares.store.ts';

const server = useTestServer();
const CORRECTION = '价格写错了。\n正确的价格是 168 元。';

const recallOf = (materialId: MaterialId, more: Partial<{ correction: string; replacementId: MaterialId }> = {}) => ({
  materialId,
  idempotencyKey: crypto.randomUUID(),
  reason: '价格写错了',
  correction: CORRECTION,
  replacementId: null,
  ...more,
});
const endOf = (materialId: MaterialId) => ({ materialId, idempotencyKey: crypto.randomUUID(), reason: '弄错了' });

async function openPage(code: ShareCode): Promise<string> {
  server.clock.advance(1_001); // A page may be a second old.
  return (await server.anonymous().fetch(`/s/${code}`)).text();
}
const materialOf = async (code: ShareCode) =>
  (await server.db.selectFrom('shares').select('materialId').where('code', '=', code).executeTakeFirstOrThrow())
    .materialId;
const orderOn = ({ code }: Pick<Shelf, 'code'>, form = toForm()) => placeOrder(toOrdersDeps(server.ground), code, form);
const listDrops = (materialId: MaterialId) =>
  server.db
    .selectFrom('drops')
    .select(['recallSeq', 'fellWithMaterial'])
    .where('materialId', '=', materialId)
    .execute();
const untilDrops = (materialId: MaterialId, areRecalled: boolean) =>
  waitUntil(
    async () => (await listDrops(materialId)).every(({ recallSeq }) => (recallSeq !== null) === areRecalled),
    'the shows were not told',
  );

test('recallMaterial() turns every link into its correction, and its poster away, until it is taken back', async () => {
  const operator = await server.signIn('operator');
  const [first, second] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const share = await givenShare(server, first);
  const materialId = await materialOf(share.code);
  await server.db
    .insertInto('showGuests')
    .values(await guestOf(share.showId, second))
    .execute();
  const other = await second.call(shares.createShare, { showId: share.showId, materialId });
  const before = await openPage(share.code);
  const printed = await readPrinted(share.code);

  const state = await operator.call(recalls.recallMaterial, recallOf(materialId));
  const pages = [await openPage(share.code), await openPage(other.code), await openPage(printed)];
  const poster = await server.anonymous().fetch(`/p/${share.code}.jpg`);
  await untilDrops(materialId, true);
  const refused = await first.call(shares.createShare, { showId: share.showId, materialId }).catch((error) => error);
  await operator.call(recalls.restoreMaterial, endOf(materialId));
  await untilDrops(materialId, false);

  expect(before).toContain('岩骨花香');
  expect(state).toMatchObject({ reach: { links: 2, shopkeepers: 2, orders: 0 }, standing: { correction: CORRECTION } });
  for (const page of pages) {
    expect(page).toContain('正确的价格是 168 元。');
    expect(page).not.toContain('岩骨花香');
    expect(page).not.toContain('/order"');
  }
  expect(poster.status).toBe(410);
  expect(refused).toMatchObject({ code: 'drops.recalled' });
  expect(await openPage(share.code)).toContain('岩骨花香');
  expect((await server.anonymous().fetch(`/p/${share.code}.jpg`)).status).toBe(200);
});

/** The code in the QR of a poster as it was saved and printed. */
async function readPrinted(code: ShareCode): Promise<ShareCode> {
  const poster = await server.anonymous().fetch(`/p/${code}.jpg`);
  const image = await loadImage(Buffer.from(await poster.arrayBuffer()));
  const { height, width } = image;
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return readQr(canvas, { x: 0, y: 0, width, height })?.split('/s/')[1] as ShareCode; // Else the page is none.
}

const guestOf = async (showId: shares.Share['showId'], { member }: SignedIn) => ({
  ...(await server.db.selectFrom('showGuests').selectAll().where('showId', '=', showId).executeTakeFirstOrThrow()),
  accountId: member.accountId,
});

test('the page of a recalled material shows what replaces it, while that is not recalled itself', async () => {
  const operator = await server.signIn('operator');
  const shelf = await givenShelf(server.db);
  const other = await givenShelf(server.db, { show: { brandId: shelf.brandId } });
  await server.db.updateTable('materials').set({ title: '新海报' }).where('id', '=', other.materialId).execute();
  await operator.call(recalls.recallMaterial, recallOf(shelf.materialId, { replacementId: other.materialId }));

  const withIt = await openPage(shelf.code);
  await operator.call(recalls.recallMaterial, recallOf(other.materialId));
  const without = await openPage(shelf.code);
  const again = operator.call(recalls.recallMaterial, recallOf(shelf.materialId, { replacementId: other.materialId }));

  expect(withIt).toContain('新海报');
  expect(without).toContain('正确的价格是 168 元。');
  expect(without).not.toContain('新海报');
  await expect(again).rejects.toMatchObject({ code: 'drops.recalled' });
});

test('recallMaterial() leaves no order behind it: 40 buyers at once, each before it or refused', async () => {
  const operator = await server.signIn('operator');
  const shelf = await givenShelf(server.db, { unitsInStock: 100 });
  const buying = Array.from({ length: 40 }, () =>
    orderOn(shelf).then(
      () => 'bought',
      ({ code }) => code,
    ),
  );
  await Promise.race(buying);
  const recalled = await operator.call(recalls.recallMaterial, recallOf(shelf.materialId));
  const countNow = () =>
    server.db
      .selectFrom('orders')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
  const atOnce = await countNow();
  const ends = await Promise.all(buying);

  expect(recalled.reach.orders).toBe(atOnce.n);
  expect(await countNow()).toEqual(atOnce);
  expect(new Set(ends)).toEqual(
    new Set(ends.includes('orders.not_for_sale') ? ['bought', 'orders.not_for_sale'] : ['bought']),
  );
  await expect(orderOn(shelf)).rejects.toMatchObject({ code: 'orders.not_for_sale' });
});

test('recallMaterial() answers a retry with the same act, and keeps every act with who did it', async () => {
  const operator = await server.signIn('operator', { displayName: '运营小周' });
  const { materialId } = await givenShelf(server.db);
  const once = recallOf(materialId);
  await Promise.all([operator.call(recalls.recallMaterial, once), operator.call(recalls.recallMaterial, once)]);
  await operator.call(recalls.restoreMaterial, endOf(materialId));
  const { acts, standing } = await operator.call(recalls.restoreMaterial, endOf(materialId));

  expect(standing).toBeNull();
  expect(acts.map(({ byName, kind }) => [kind, byName])).toEqual([
    ['restored', '运营小周'],
    ['recalled', '运营小周'],
  ]);
  await expect(server.db.updateTable('recallActs').set({ reason: 'nothing' }).execute()).rejects.toThrow(
    'permission denied',
  );
  const changing = asOwner(server.databaseUrl, "update recall_acts set reason = 'nothing'");
  await expect(changing).rejects.toThrow('append-only');
});

test('a drop that the host took back stays taken back when the recall of its material ends', async () => {
  const operator = await server.signIn('operator');
  const { materialId, showId } = await givenShelf(server.db);
  await server.db.updateTable('drops').set({ recallSeq: 1 }).where('showId', '=', showId).execute();

  await operator.call(recalls.recallMaterial, recallOf(materialId));
  await operator.call(recalls.restoreMaterial, endOf(materialId));

  expect(await listDrops(materialId)).toEqual([{ recallSeq: 1, fellWithMaterial: false }]);
});

test('a recall gives each shopkeeper her groups and masked buyers, once more when its words change', async () => {
  const [operator, keeper, other] = [
    await server.signIn('operator'),
    await server.signIn('shopkeeper'),
    await server.signIn('shopkeeper'),
  ];
  const shelf = await givenShelf(server.db, { keeperId: keeper.member.accountId });
  await insertEvidence(server.db, { shareId: shelf.shareId, grade: 'E1', at: new Date() });
  await orderOn(shelf, { ...toForm(), buyerPhone: '13912345678' });
  await operator.call(recalls.recallMaterial, recallOf(shelf.materialId));
  const [kit] = (await keeper.call(recalls.listRecallKits, {})).kits;
  if (!kit) throw new Error('no kit');
  const tick = (step: 'seen' | 'done') => keeper.call(recalls.tickRecallKit, { recallId: kit.recallId, step });
  await Promise.all([tick('seen'), tick('seen'), tick('done'), tick('done')]);
  const done = await operator.call(recalls.getRecall, { materialId: shelf.materialId });
  await operator.call(recalls.recallMaterial, recallOf(shelf.materialId, { correction: '还是不对，以这条为准。' }));
  const [renewed] = (await keeper.call(recalls.listRecallKits, {})).kits;

  expect(kit).toMatchObject({ correction: CORRECTION, isSentElsewhere: true, seenAt: null, doneAt: null });
  expect(kit.buyers).toMatchObject([{ maskedName: '王**', maskedPhone: '139••••5678', productName: '大红袍 50g' }]);
  expect(JSON.stringify(kit)).not.toMatch(/王小明|13912345678|人民广场/);
  expect(done.standing).toMatchObject({ seen: 1, done: 1 });
  expect(renewed).toMatchObject({ correction: '还是不对，以这条为准。', doneAt: null });
  expect((await other.call(recalls.listRecallKits, {})).kits).toEqual([]);
  await expect(other.call(recalls.tickRecallKit, { recallId: kit.recallId, step: 'done' })).rejects.toMatchObject({
    code: 'recalls.not_found',
  });
});

test('exportAffectedBuyers() disarms formulas and notes who took the list', async () => {
  const operator = await server.signIn('operator');
  const shelf = await givenShelf(server.db);
  await orderOn(shelf, { ...toForm(), buyerName: '=HYPERLINK("http://evil")' } as ReturnType<typeof toForm>);

  const { csv, rows } = await operator.call(recalls.exportAffectedBuyers, { materialId: shelf.materialId });

  expect(rows).toBe(1);
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(await server.db.selectFrom('exports').select(['accountId', 'what', 'rowCount']).execute()).toEqual([
    { accountId: operator.member.accountId, what: `recalled ${shelf.materialId}`, rowCount: 1 },
  ]);
});
