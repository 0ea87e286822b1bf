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
  VariantId,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';

/** A link that a sale may be credited to. */
type CreditLink = { shareId: ShareId; shopkeeperId: AccountId; showId: ShowId; brandId: BrandId; isRehearsal: boolean };

/** An order that comes: where it was placed, or what it carries, and whose browser it was, as far as that is known. */
type ComingOrder = {
  at: Date;
  brandId: BrandId;
  visitorId: Buffer | null;
  placedOn?: CreditLink;
  carried?: CreditLink;
};
type Candidate = {
  link: CreditLink;
  basis: orders.CreditBasis;
  verdict: orders.CandidateVerdict;
  at: Date;
  visitId: string | null;
};
/** Whose sale it is, and what was considered. */
export type Credit = { chosen: Candidate; candidates: readonly Candidate[] };

/** What a buyer's request says of who she is. */
export type Buyer = {
  visitorId: Buffer | null;
  /** Who is signed in in that browser. */
  accountId: AccountId | null;
  /** From where: keyed hashes of address and browser, of this week and the last. */
  places: readonly Buffer[];
};

/** What ties a buyer to the shopkeeper who would be credited. */
export type BuyerTies = {
  isOwnDevice: boolean;
  isOwnPhone: boolean;
  isOwnAddress: boolean;
  isOwnPlace: boolean;
  isCrew: boolean;
  isRing: boolean;
  ordersToday: number;
  buyerAccounts: AccountId[];
};

/** An order with whose it is and who buys. */
type ClosingOrder = { shopkeeperId: AccountId; buyerAccounts: readonly AccountId[]; placedAt: Date };

/** What a product's sale is subject to, at the catalog's terms of this moment. */
export type SaleTerms = {
  productName: string;
  variantName: string;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
};

/** Where units stand: a variant's row, or that of a product without variants. */
type Shelf = { productId: ProductId; variantId: VariantId | null };

/** What is for sale behind a link, at the catalog's terms of this moment. */
export type Offer = {
  shareId: ShareId;
  shopkeeperId: AccountId;
  showId: ShowId;
  brandId: BrandId;
  productId: ProductId;
  productName: string;
  /** Of its variants the lowest. */
  unitPriceMinor: number;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
  /** At the moment of the look, all variants together; only taking it is certain. */
  unitsInStock: number | null;
  /** Among which the buyer chooses; empty of a product that is sold as it stands. */
  variants: readonly { variantId: VariantId; name: string; priceMinor: number; unitsInStock: number }[];
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
  /** Whether the link's material is recalled; a recall waits for the transaction that asked. */
  isLinkRecalled: (tx: Db, shareId: ShareId) => Promise<boolean>;
  /** Undefined when nothing is sold behind the link: recalled, a rehearsal's, without stock kept, or unknown. */
  findOffer: (db: Db, code: ShareCode) => Promise<Offer | undefined>;
  /** Who is credited, by the rule of that moment; undefined when nobody is. */
  attribute: (db: Db, order: ComingOrder) => Promise<Credit | undefined>;
  creditRule: string;
  findCreditLink: (db: Db, code: ShareCode) => Promise<CreditLink | undefined>;
  /** Undefined when the brand has no such product, or the product no such variant. */
  findSaleTerms: (db: Db, brandId: BrandId, named: Shelf) => Promise<SaleTerms | undefined>;
  findBuyerTies: (
    db: Db,
    buyer: Buyer & { shopkeeperId: AccountId; phone: string | null; address: string | null; at: Date },
  ) => Promise<BuyerTies>;
  /** False, having changed nothing, when fewer are left. */
  takeStock: (db: Db, shelf: Shelf, quantity: number) => Promise<boolean>;
  returnStock: (db: Db, shelf: Shelf, quantity: number) => Promise<void>;
  /** Throws `catalog.not_found` for a brand that the caller does not work on. */
  checkBrand: (db: Db, caller: Member, brandId: BrandId) => Promise<void>;
  namePersons: (db: Db, accountIds: readonly AccountId[]) => Promise<ReadonlyMap<AccountId, { displayName: string }>>;
  /** In the transaction: the reservation is looked at again when it ends. */
  expireLater: (tx: Db, orderId: OrderId, at: Date) => Promise<void>;
  /** In the transaction: the order was paid, refunded whole, or its commission judged, and its link's task hears of it. */
  tellTaskLater: (tx: Db, orderId: OrderId) => Promise<void>;
  /** In the transaction: an order closed a ring, and those that made it are looked at. */
  holdRingLater: (tx: Db, orderId: OrderId) => Promise<void>;
  /** The orders by which a ring came about that this order closed. */
  listRingOrders: (db: Db, order: ClosingOrder) => Promise<OrderId[]>;
  /** After the commit. */
  onEarnings: (shopkeeperId: AccountId, told: BroadcastPayload<typeof orders.earningsChanged>) => void;
};
