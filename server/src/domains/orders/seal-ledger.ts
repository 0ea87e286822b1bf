import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findLastSeal,
  insertSeal,
  type LedgerSealRecord,
  listForSeal,
  listSeals,
  lockLedger,
  type SealedTransaction,
} from './ledger.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

export type SealDeps = Pick<OrdersDeps, 'db' | 'log' | 'now' | 'dataDir'>;
/** What is published of a seal. */
export type Head = { number: number; lastTransaction: number; hash: string };

const MAX_SEALED = 2_000;
export const FIRST_HASH = 'shoal ledger 1';

/** The file outside the database in which each seal's head stands, one JSON a line. */
export const toHeadsPath = (dataDir: string): string => join(dataDir, 'ledger-heads.jsonl');

/** One seal's hash: over the one before it and every transaction since. */
export function computeSeal(previousHash: string, transactions: readonly SealedTransaction[]): string {
  const hash = createHash('sha256').update(previousHash);
  for (const { text } of transactions) hash.update('\n').update(text);
  return hash.digest('hex');
}

/** Seals what was booked since the last seal, and publishes every head that is not published yet. Safe to repeat. */
export async function sealLedger(deps: SealDeps): Promise<void> {
  while (await sealNext(deps)) {
    // A long backlog is sealed in several batches.
  }
  await publishHeads(deps);
}

async function sealNext({ db, now }: SealDeps): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await lockLedger(tx);
    const last = await findLastSeal(tx);
    const transactions = await listForSeal(tx, { after: last?.lastTransaction ?? 0, limit: MAX_SEALED });
    const lastTransaction = transactions.at(-1)?.id;
    if (lastTransaction === undefined) return false;
    const previousHash = last?.hash ?? FIRST_HASH;
    const hash = computeSeal(previousHash, transactions);
    await insertSeal(tx, { number: (last?.number ?? 0) + 1, lastTransaction, previousHash, hash, sealedAt: now() });
    return transactions.length === MAX_SEALED;
  });
}

async function publishHeads({ dataDir, db, log }: SealDeps): Promise<void> {
  const text = await readFile(toHeadsPath(dataDir), 'utf8').catch(() => '');
  const published = toHeads(text);
  const known = new Set(published.map(({ number }) => number));
  const missing = (await listSeals(db)).filter(({ number }) => !known.has(number)).map(toHead);
  if (missing.length === 0) return;
  // A line that a death tore is ended first, or it would take the next one with it.
  const lines = [text === '' || text.endsWith('\n') ? '' : '\n', ...missing.map((head) => `${JSON.stringify(head)}\n`)];
  await appendFile(toHeadsPath(dataDir), lines.join(''), { mode: 0o600 });
  for (const head of missing) log.info(head, 'ledger sealed');
}

const toHead = ({ hash, lastTransaction, number }: LedgerSealRecord): Head => ({ number, lastTransaction, hash });

/** The heads that were published from this machine; a torn line is left out. */
export const readHeads = async (dataDir: string): Promise<Head[]> =>
  toHeads(await readFile(toHeadsPath(dataDir), 'utf8').catch(() => ''));

const toHeads = (text: string): Head[] =>
  text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as Head] : []; // Written by publishHeads alone.
    } catch {
      return [];
    }
  });
