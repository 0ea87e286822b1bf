import type { createClient } from 'redis';
import type { Log } from './log.ts';

/** What a command does while Redis is away: fail at once, or wait for it. */
type WhileAway = 'fail' | 'wait';

const toClient = (create: typeof createClient, url: string, whileAway: WhileAway) =>
  create({ url, disableOfflineQueue: whileAway === 'fail', socket: { connectTimeout: 5_000 } });

export type Redis = ReturnType<typeof toClient>;

/**
 * Connects to Redis and keeps connecting. Commands fail at once while it is away, so that a server goes on alone. Its
 * duplicates wait: Socket.IO's adapter reads on one and asks again as soon as a read fails, which would otherwise leave
 * the process no time for anything else.
 */
export async function openRedis(redisUrl: string, log: Log): Promise<Redis> {
  const { createClient } = await import('redis'); // A server alone starts without its 150 ms.
  const client = toClient(createClient, redisUrl, 'fail');
  client.on('error', (err: unknown) => log.warn({ err }, 'redis connection failed'));
  client.duplicate = (() => toClient(createClient, redisUrl, 'wait')) as Redis['duplicate']; // The adapter passes no other options.
  // A word between servers may be lost, and the adapter waits for no answer: a refusal would end the process.
  const publish = client.publish.bind(client);
  Object.assign(client, { publish: (...word: Parameters<typeof publish>) => publish(...word).catch(() => 0) });
  await client.connect();
  return client;
}
