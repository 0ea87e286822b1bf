import type { AccountId, Currency, GroupId, shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { FATIGUE_WINDOW_MS, findRestUntil } from './group-fatigue.ts';

/** A group with what it got and brought since a moment; a read-only view fills it. */
export type GroupFacts = {
  groupId: GroupId;
  name: string;
  members: number;
  isArchived: boolean;
  lastTitle: string | null;
  /** Newest first. */
  fedAt: Date[];
  visitors: number;
  orders: number;
  sales: { amountMinor: number; currency: Currency }[];
};

export type ListGroupYieldsDeps = {
  db: Db;
  now: () => Date;
  readGroupFacts: (db: Db, shopkeeperId: AccountId, since: Date) => Promise<GroupFacts[]>;
};

const SHOWN_MS = 7 * 86_400_000;

/** Her groups by what a member of theirs brought, best first; what is put away comes last. */
export async function listGroupYields(
  { db, now, readGroupFacts }: ListGroupYieldsDeps,
  { accountId }: Member,
): Promise<shares.GroupYield[]> {
  const at = now();
  const groups = await readGroupFacts(db, accountId, new Date(at.getTime() - FATIGUE_WINDOW_MS));
  return groups.sort(byYield).map((facts) => toYield(facts, at));
}

function toYield({ fedAt, lastTitle, ...facts }: GroupFacts, now: Date): shares.GroupYield {
  const [last] = fedAt;
  const restUntil = findRestUntil({ ...facts, fedAt }, now);
  return {
    ...facts,
    last: last && lastTitle !== null ? { title: lastTitle, at: last.toISOString() } : null,
    fedAt: fedAt.filter((at) => now.getTime() - at.getTime() < SHOWN_MS).map((at) => at.toISOString()),
    restUntil: restUntil?.toISOString() ?? null,
    sales: [...facts.sales].sort((a, b) => b.amountMinor - a.amountMinor),
  };
}

/** Money first, of the currency that brought most; then orders, then visitors, each for one member. */
function byYield(a: GroupFacts, b: GroupFacts): number {
  const money = ({ members, sales }: GroupFacts) => Math.max(0, ...sales.map((sale) => sale.amountMinor)) / members;
  return (
    Number(a.isArchived) - Number(b.isArchived) ||
    money(b) - money(a) ||
    b.orders / b.members - a.orders / a.members ||
    b.visitors / b.members - a.visitors / a.members
  );
}
