import type { AccountId, BrandId, OrderId, PayoutBatchId, RefundId, ShareCode, ShowId } from '@shoal/contract';
import { insertMaterial, insertProduct } from '../domains/catalog/catalog.store.ts';
import { getMaterialSnapshot } from '../domains/catalog/get-material-snapshot.ts';
import { insertOrderOnce, insertRefund } from '../domains/orders/orders.store.ts';
import type { Buyer } from '../domains/orders/orders-deps.ts';
import { insertBatchOnce } from '../domains/orders/payouts.store.ts';
import { newShareCode } from '../domains/shares/new-share-code.ts';
import { insertShareOnce } from '../domains/shares/shares.store.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';
import { givenAccount } from './given.ts';
import { givenEntry } from './given-share.ts';
import { type GivenShowDetails, givenShow } from './given-show.ts';

export type GivenShelf = {
  unitsInStock?: number;
  priceMinor?: number;
  commissionBps?: number;
  keeperId?: AccountId;
  /** Of a brand that exists, and which show it is. */
  show?: Pick<GivenShowDetails, 'brandId' | 'row'>;
};

/** A shopkeeper's link behind which a product is for sale. */
export async function givenShelf(db: Db, given: GivenShelf = {}) {
  const keeperId = given.keeperId ?? (await givenAccount(db, 'shopkeeper')).accountId;
  const show = await givenShow(db, { ...given.show, guestIds: [keeperId] });
  const { commissionBps = 1_500, priceMinor = 12_800, unitsInStock = 50 } = given;
  const { id: productId } = await insertProduct(db, {
    id: newId(),
    brandId: show.brandId,
    name: '大红袍 50g',
    summary: '',
    priceMinor,
    currency: 'CNY',
    pictureId: null,
    afterSaleTerms: '',
    createdAt: new Date(),
    unitsInStock,
    commissionBps,
    afterSaleDays: 7,
  });
  const { id: materialId } = await insertMaterial(db, {
    id: newId(),
    brandId: show.brandId,
    kind: 'copy',
    title: '大红袍',
    text: '今晚见',
    pictureId: null,
    clipId: null,
    url: null,
    productId,
    createdAt: new Date(),
    archivedAt: null,
  });
  const material = await getMaterialSnapshot(db, show.brandId, materialId);
  await givenEntry(db, show.showId, { seq: 1, material });
  const code: ShareCode = newShareCode();
  const { id: shareId } = await insertShareOnce(db, {
    id: newId(),
    code,
    shopkeeperId: keeperId,
    showId: show.showId,
    materialId,
    dropSeq: 1,
    createdAt: new Date(),
    taskId: null,
    groupId: null,
    isRehearsal: given.show?.row?.isRehearsal ?? false,
  });
  return { ...show, code, keeperId, productId, shareId, materialId };
}
export type Shelf = Awaited<ReturnType<typeof givenShelf>>;

const newPhone = () => `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

/** What a buyer types who wants one: nobody who bought before. */
export const toForm = (
  more: { quantity?: number; seenPriceMinor?: number; idempotencyKey?: string; buyerPhone?: string } = {},
) => ({
  quantity: 1,
  buyerName: '王小明',
  buyerPhone: newPhone(),
  buyerAddress: '上海市黄浦区人民广场 1 号',
  seenPriceMinor: 12_800,
  idempotencyKey: crypto.randomUUID(),
  ...more,
});

/** A browser that is known by its cookie alone. */
export const toBrowser = (visitorId: Buffer | null = null): Buyer => ({ visitorId, accountId: null, places: [] });

/** An order that was paid, with a refund that its buyer asked for. */
export async function givenOrder(
  db: Db,
  { brandId, keeper, showId }: { brandId: BrandId; showId: ShowId; keeper: { accountId: AccountId } },
): Promise<{ orderId: OrderId; refundId: RefundId }> {
  const [orderId, refundId] = [newId<OrderId>(), newId<RefundId>()];
  const share = await db
    .selectFrom('shares')
    .select('id')
    .where('shopkeeperId', '=', keeper.accountId)
    .executeTakeFirstOrThrow();
  const product = await db
    .selectFrom('products')
    .select('id')
    .where('brandId', '=', brandId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const { seenPriceMinor: unitPriceMinor, ...form } = toForm({ quantity: 2 });
  await insertOrderOnce(db, {
    ...form,
    unitPriceMinor,
    showId,
    brandId,
    id: orderId,
    shareId: share.id,
    shopkeeperId: keeper.accountId,
    productId: product.id,
    productName: 'Oolong',
    currency: 'CNY',
    commissionBps: 0,
    afterSaleDays: 7,
    state: 'placed',
    requestHash: 'none',
    placedAt: new Date(),
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  await insertRefund(db, {
    id: refundId,
    orderId,
    quantity: 1,
    amountMinor: unitPriceMinor,
    cause: 'asked',
    state: 'open',
    reason: '',
    answer: '',
    openedAt: new Date(),
  });
  return { orderId, refundId };
}

/** A batch of payouts without any. */
export async function givenBatch(db: Db, createdBy: AccountId): Promise<PayoutBatchId> {
  const id = newId<PayoutBatchId>();
  const idempotencyKey = crypto.randomUUID();
  await insertBatchOnce(db, {
    id,
    createdBy,
    idempotencyKey,
    currency: 'CNY',
    withholdingBps: 0,
    createdAt: new Date(),
  });
  return id;
}
