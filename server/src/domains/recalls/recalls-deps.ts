import type { AccountId, BrandId, MaterialId, orders, RecallId, recalls } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';

/** An order as a recall sees it; only the crew gets the buyer whole. */
export type BoughtRow = {
  orderId: recalls.AffectedBuyer['orderId'];
  productName: string;
  quantity: number;
  state: orders.OrderState;
  placedAt: string;
  name: string;
  phone: string;
};
export type KitRow = Omit<recalls.RecallKit, 'url' | 'groups' | 'buyers'> & {
  code: string;
  groups: readonly { name: string; members: number; code: string }[];
  buyers: readonly BoughtRow[];
};

/** What recalls need of catalog, orders, shows and the views. */
export type RecallsDeps = {
  db: Db;
  now: () => Date;
  newRecallId: () => RecallId;
  publicUrl: string;
  jobs: Pick<Jobs, 'send'>;
  /** A material of a brand that the caller works on. @throws AppError `catalog.not_found` */
  getMaterial: (caller: Member, materialId: MaterialId) => Promise<{ brandId: BrandId }>;
  /** @throws AppError `catalog.not_found` */
  checkBrand: (caller: Member, brandId: BrandId) => Promise<void>;
  readState: (db: Db, materialId: MaterialId) => Promise<recalls.RecallState>;
  listRecalled: (db: Db, brandId: BrandId) => Promise<MaterialId[]>;
  listBuyers: (db: Db, materialId: MaterialId, limit: number) => Promise<recalls.AffectedBuyer[]>;
  listKits: (db: Db, shopkeeperId: AccountId) => Promise<KitRow[]>;
  maskPhone: (phone: string) => string;
  /** @throws AppError `request.rate_limited` */
  takeExport: (accountId: AccountId) => Promise<void>;
  noteExport: (db: Db, entry: { accountId: AccountId; what: string; rowCount: number }) => Promise<unknown>;
  /** Tells the shows now; the job does it when we die here. */
  spreadSoon: (materialId: MaterialId) => void;
};
