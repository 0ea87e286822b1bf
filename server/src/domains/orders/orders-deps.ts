import type {
  AccountId,
  BrandId,
  BroadcastPayload,
  Currency,
  OrderId,
  orders,
  ProductId,
  ShareCode,
  ShareId,
  ShowId,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';

/** Whose sale it is. */
export type Credit = { shareId: ShareId; shopkeeperId: AccountId };

/** What is for sale behind a link, at the catalog's terms of this moment. */
export type Offer = Credit & {
  showId: ShowId;
  brandId: BrandId;
  productId: ProductId;
  productName: string;
  unitPriceMinor: number;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
  /** At the moment of the look; only taking it is certain. */
  unitsInStock: number | null;
};

/** What orders need from outside their domain. compose.ts plugs it in. */
export type OrdersDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  newId: <Id extends string>() => Id;
  limits: RateLimits;
  publicUrl: string;
  /** Where the heads of the ledger's seals are written, outside the database. */
  dataDir: string;
  /** Signs the buyers' pages and makes the secrets of payment hooks. */
  orderKey: Buffer;
  /** Undefined when nothing is sold behind the link: recalled, a rehearsal's, without stock kept, or unknown. */
  findOffer: (db: Db, code: ShareCode) => Promise<Offer | undefined>;
  /** Who is credited; the link that the order was placed on, unless a rule on clicks says otherwise. */
  attribute: (db: Db, placed: Credit & { at: Date }) => Promise<Credit>;
  /** False, having changed nothing, when fewer are left. */
  takeStock: (db: Db, productId: ProductId, quantity: number) => Promise<boolean>;
  returnStock: (db: Db, productId: ProductId, quantity: number) => Promise<void>;
  /** Throws `catalog.not_found` for a brand that the caller does not work on. */
  checkBrand: (db: Db, caller: Member, brandId: BrandId) => Promise<void>;
  namePersons: (db: Db, accountIds: readonly AccountId[]) => Promise<ReadonlyMap<AccountId, { displayName: string }>>;
  /** In the transaction: the reservation is looked at again when it ends. */
  expireLater: (tx: Db, orderId: OrderId, at: Date) => Promise<void>;
  /** After the commit. */
  onEarnings: (shopkeeperId: AccountId, told: BroadcastPayload<typeof orders.earningsChanged>) => void;
};
