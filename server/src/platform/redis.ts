import { createClient } from 'redis';
import type { Log } from './log.ts';

const toClient = (url: string) => createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 5_000 } });

export type Redis = ReturnType<typeof toClient>;

/** Connects to Redis and keeps connecting; commands fail at once while it is away. */
export async function openRedis(redisUrl: string, log: Log): Promise<Redis> {
  const client = toClient(redisUrl);
  client.on('error', (err: unknown) => log.warn({ err }, 'redis connection failed'));
  await client.connect();
  return client;
}
