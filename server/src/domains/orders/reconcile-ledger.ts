import type { OrderId, orders } from '@shoal/contract';
import { computeDue } from './commission-due.ts';
import {
  insertReconciliation,
  listForSeal,
  listMispaid,
  listOrderSums,
  listSeals,
  listUnbalanced,
  type OrderSums,
} from './ledger.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { computeSeal, FIRST_HASH, readHeads, type SealDeps } from './seal-ledger.ts';

const PAGE = 1_000;
const MAX_EXAMPLES = 5;
type VerifyDeps = Pick<SealDeps, 'db' | 'dataDir'>;

/** Compares and keeps the result; a difference is an error in the log and stops payouts. */
export async function reconcileLedger(
  deps: Pick<OrdersDeps, 'db' | 'dataDir' | 'log' | 'newId' | 'now'>,
): Promise<orders.Reconciliation> {
  const checks = await verifyLedger(deps);
  const isOk = checks.every(({ differences }) => differences === 0);
  const at = deps.now();
  await insertReconciliation(deps.db, { id: deps.newId(), at, isOk, checks });
  if (!isOk) deps.log.error({ checks }, 'ledger does not reconcile');
  return { at: at.toISOString(), isOk, checks };
}

/**
 * Whether the ledger is what it must be, in one snapshot: every transaction sums to zero, commissions and payouts are what
 * the orders and the batches say, the chain of seals holds, and the heads published outside the database are those within.
 */
export async function verifyLedger({ dataDir, db }: VerifyDeps): Promise<orders.Check[]> {
  // Read before the snapshot: a seal that is made meanwhile is not missing.
  const heads = await readHeads(dataDir);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { chain, seals } = await checkChain(tx);
      const broken = heads.filter((head) => seals.get(head.number) !== `${head.lastTransaction} ${head.hash}`);
      return [
        toCheck(
          'balanced',
          (await listUnbalanced(tx)).map((id) => `transaction ${id}`),
        ),
        toCheck('recomputed', [...(await listMisbooked(tx)), ...(await listMispaid(tx)).map((id) => `payout ${id}`)]),
        toCheck('sealed', chain),
        toCheck(
          'published',
          broken.map(({ number }) => `seal ${number}`),
        ),
      ];
    });
}

const toCheck = (name: orders.Check['name'], found: readonly string[]): orders.Check => ({
  name,
  differences: found.length,
  examples: found.slice(0, MAX_EXAMPLES),
});

async function checkChain(db: VerifyDeps['db']): Promise<{ chain: string[]; seals: Map<number, string> }> {
  const seals = await listSeals(db);
  const chain: string[] = [];
  let [hash, after] = [FIRST_HASH, 0];
  for (const [at, seal] of seals.entries()) {
    const transactions = await listForSeal(db, { after, upTo: seal.lastTransaction, limit: PAGE * 10 });
    const isWhole =
      seal.number === at + 1 && seal.previousHash === hash && computeSeal(hash, transactions) === seal.hash;
    if (!isWhole) chain.push(`seal ${seal.number}, transactions ${after + 1} to ${seal.lastTransaction}`);
    [hash, after] = [seal.hash, seal.lastTransaction];
  }
  return { chain, seals: new Map(seals.map((seal) => [seal.number, `${seal.lastTransaction} ${seal.hash}`])) };
}

async function listMisbooked(db: VerifyDeps['db']): Promise<string[]> {
  const found: string[] = [];
  let after: OrderId | undefined;
  for (let page = await listOrderSums(db, after, PAGE); page.length > 0; page = await listOrderSums(db, after, PAGE)) {
    found.push(...page.filter(isMisbooked).map(({ id }) => `order ${id}`));
    after = page.at(-1)?.id;
  }
  return found;
}

function isMisbooked({ available, merchant, pending, ...order }: OrderSums): boolean {
  const due = computeDue(order);
  return pending !== due.pending || available !== due.available || merchant !== -(pending + available);
}
