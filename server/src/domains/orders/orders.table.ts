import type {
  AccountId,
  BrandId,
  Currency,
  OrderId,
  orders,
  PayoutBatchId,
  PayoutId,
  ProductId,
  RefundId,
  ShareId,
  ShowId,
  VariantId,
} from '@shoal/contract';
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';

export type OrderTable = {
  id: OrderId;
  shareId: ShareId;
  shopkeeperId: AccountId;
  showId: ShowId;
  brandId: BrandId;
  productId: ProductId;
  productName: string;
  /** What was chosen, where the product offers variants, with its name of that moment. */
  variantId: Generated<VariantId | null>;
  variantName: Generated<string>;
  quantity: number;
  refundedQuantity: Generated<number>;
  unitPriceMinor: number;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
  state: orders.OrderState;
  version: Generated<number>;
  buyerName: string;
  buyerPhone: string;
  buyerAddress: string;
  tracking: Generated<string>;
  /** Whether its commission waits for an operator, and why. */
  hold: Generated<orders.HoldVerdict | null>;
  holdReasons: Generated<orders.CommissionHoldReason[]>;
  /** Shopkeepers whose browser or phone the buyer has. */
  buyerAccounts: Generated<AccountId[]>;
  outsideNumber: Generated<string | null>;
  idempotencyKey: string;
  requestHash: string;
  placedAt: Date;
  expiresAt: Date;
  shippedAt: Generated<Date | null>;
  receivedAt: Generated<Date | null>;
};
export type OrderRecord = Selectable<OrderTable>;
export type NewOrder = Insertable<OrderTable>;

export type AttributionRecord = {
  orderId: OrderId;
  rule: string;
  basis: orders.CreditBasis;
  shareId: ShareId;
  shopkeeperId: AccountId;
  visitorId: Buffer | null;
  decidedAt: Date;
};
export type CandidateRecord = {
  orderId: OrderId;
  number: number;
  basis: orders.CreditBasis;
  shareId: ShareId;
  visitId: string | null;
  at: Date;
  verdict: orders.CandidateVerdict;
};

export type OrderEventRecord = {
  orderId: OrderId;
  version: number;
  act: string;
  byAccount: AccountId | null;
  at: Date;
  detail: string;
};

export type RefundRecord = {
  id: RefundId;
  orderId: OrderId;
  quantity: number;
  amountMinor: number;
  cause: 'asked' | 'given' | 'late_payment';
  state: orders.RefundState;
  reason: string;
  answer: string;
  openedAt: Date;
};

export type PaymentEventRecord = {
  brandId: BrandId;
  eventId: string;
  bodyHash: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  heldFor: orders.HeldPayment['reason'] | null;
  receivedAt: Date;
};

export type HookSecretRecord = { brandId: BrandId; number: number; madeBy: AccountId; madeAt: Date };

export type ExportRecord = { id: string; accountId: AccountId; what: string; rowCount: number; at: Date };

export type PayoutBatchRecord = {
  id: PayoutBatchId;
  currency: Currency;
  withholdingBps: number;
  createdBy: AccountId;
  createdAt: Date;
  idempotencyKey: string;
};
export type PayoutRecord = {
  id: PayoutId;
  batchId: PayoutBatchId;
  shopkeeperId: AccountId;
  currency: Currency;
  amountMinor: number;
  withheldMinor: number;
  state: orders.PayoutState;
  note: string;
};

export type LedgerKind =
  | 'booked'
  | 'released'
  | 'reversed'
  | 'payout_opened'
  | 'payout_paid'
  | 'payout_failed'
  | 'payout_withdrawn';
export type LedgerAccount = 'merchant' | 'pending' | 'available' | 'in_payout' | 'paid' | 'withheld';

export type LedgerTransactionTable = {
  id: Generated<number>;
  kind: LedgerKind;
  shopkeeperId: AccountId;
  orderId: OrderId | null;
  orderVersion: number | null;
  payoutId: PayoutId | null;
  at: Date;
};
export type LedgerEntryRecord = {
  transactionId: number;
  account: LedgerAccount;
  amountMinor: number;
  currency: Currency;
};
export type LedgerSealRecord = {
  number: number;
  lastTransaction: number;
  previousHash: string;
  hash: string;
  sealedAt: Date;
};
export type ReconciliationTable = {
  id: string;
  at: Date;
  isOk: boolean;
  checks: ColumnType<orders.Check[], string, never>;
};

export type OrdersTables = {
  orders: OrderTable;
  attributions: AttributionRecord;
  attributionCandidates: CandidateRecord;
  orderEvents: OrderEventRecord;
  refunds: RefundRecord;
  paymentEvents: PaymentEventRecord;
  paymentHookSecrets: HookSecretRecord;
  exports: ExportRecord;
  payoutBatches: PayoutBatchRecord;
  payouts: PayoutRecord;
  ledgerTransactions: LedgerTransactionTable;
  ledgerEntries: LedgerEntryRecord;
  ledgerSeals: LedgerSealRecord;
  reconciliations: ReconciliationTable;
};
