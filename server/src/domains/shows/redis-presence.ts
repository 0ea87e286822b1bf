import type { AccountId, ShowId } from '@shoal/contract';
import type { Redis } from '../../platform/redis.ts';
import { createLocalPresence, type LocalPresence } from './memory-presence.ts';
import type { Presence, PresentAccount } from './presence.ts';

export type RedisPresenceOptions = { redis: Redis; serverId: string; nowMs?: () => number };

/** A server that has not written for so long is dead, and its people are gone. */
const SERVER_TTL_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
/** How long a count is used again; shorter when somebody came or went here since, so that a storm does not count for each. */
const COUNT_AGE_MS = 1_000;
const DIRTY_COUNT_AGE_MS = 250;

const serversKey = (showId: ShowId) => `shoal:presence:{${showId}}:servers`;
const peopleKey = (showId: ShowId, serverId: string) => `shoal:presence:{${showId}}:${serverId}`;

type Written = { atMs: number; isDirty: boolean };

/**
 * Presence over many servers: each writes its own people as one hash per show, which expires with it. Redis holds
 * nothing that the servers do not know: after a loss it is written anew within 5 s.
 */
export function createRedisPresence({ nowMs = Date.now, redis, serverId }: RedisPresenceOptions): Presence {
  const local = createLocalPresence();
  const written = new Map<ShowId, Written>();
  const counts = new Map<ShowId, { atMs: number; count: Promise<number>; isDirty: boolean }>();
  const touch = (showId: ShowId) => {
    written.set(showId, { atMs: written.get(showId)?.atMs ?? 0, isDirty: true });
    const known = counts.get(showId);
    if (known) known.isDirty = true;
  };
  const listAll = async (showId: ShowId): Promise<PresentAccount[]> => {
    const elsewhere = await readOthers(redis, { showId, serverId, nowMs: nowMs() });
    return merge(local.list(showId), elsewhere);
  };
  return {
    enter(showId, accountId, socketId) {
      local.enter(showId, accountId, socketId);
      touch(showId);
    },
    leave(showId, accountId, socketId) {
      local.leave(showId, accountId, socketId);
      touch(showId);
    },
    list: listAll,
    count(showId) {
      const known = counts.get(showId);
      const maxAgeMs = known?.isDirty ? DIRTY_COUNT_AGE_MS : COUNT_AGE_MS;
      if (known && nowMs() - known.atMs < maxAgeMs) return known.count;
      const count = listAll(showId).then((people) => people.length);
      counts.set(showId, { atMs: nowMs(), count, isDirty: false });
      count.catch(() => counts.delete(showId));
      return count;
    },
    async sync() {
      for (const [showId, { atMs, isDirty }] of written) {
        if (!isDirty && nowMs() - atMs < RENEW_EVERY_MS) continue;
        written.set(showId, { atMs: nowMs(), isDirty: false });
        await write(redis, { showId, serverId, nowMs: nowMs() }, local).catch((error: unknown) => {
          written.set(showId, { atMs: 0, isDirty: true });
          throw error;
        });
        if (local.countHere(showId) === 0) written.delete(showId);
      }
    },
    async close() {
      for (const showId of local.listShows()) await redis.zRem(serversKey(showId), serverId);
    },
  };
}

type Place = { showId: ShowId; serverId: string; nowMs: number };

async function write(redis: Redis, { nowMs, serverId, showId }: Place, local: LocalPresence): Promise<void> {
  const people = local.list(showId);
  const key = peopleKey(showId, serverId);
  const batch = redis.multi().del(key);
  if (people.length === 0) {
    await batch.zRem(serversKey(showId), serverId).exec();
    return;
  }
  await batch
    .hSet(key, Object.fromEntries(people.map(({ accountId, devices }) => [accountId, String(devices)])))
    .pExpire(key, SERVER_TTL_MS)
    .zAdd(serversKey(showId), { score: nowMs, value: serverId })
    .pExpire(serversKey(showId), SERVER_TTL_MS)
    .exec();
}

async function readOthers(redis: Redis, { nowMs, serverId, showId }: Place): Promise<PresentAccount[]> {
  const alive = await redis.zRangeByScore(serversKey(showId), nowMs - SERVER_TTL_MS, '+inf');
  const hashes = await Promise.all(
    alive.filter((other) => other !== serverId).map((other) => redis.hGetAll(peopleKey(showId, other))),
  );
  return hashes.flatMap((people) =>
    Object.entries(people).map(([accountId, devices]) => ({
      accountId: accountId as AccountId, // Written above, by another server.
      devices: Number(devices),
    })),
  );
}

function merge(...parts: PresentAccount[][]): PresentAccount[] {
  const devices = new Map<AccountId, number>();
  for (const person of parts.flat()) {
    devices.set(person.accountId, (devices.get(person.accountId) ?? 0) + person.devices);
  }
  return [...devices].map(([accountId, count]) => ({ accountId, devices: count }));
}
