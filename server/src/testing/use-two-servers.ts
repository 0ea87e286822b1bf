import { PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { beforeAll } from 'vitest';
import { z } from 'zod';
import { newId } from '../platform/new-id.ts';
import { type ServerBus, serverWord } from '../realtime/server-bus.ts';
import { type SignedIn, useTestServer } from './test-server.ts';
import { waitUntil } from './wait-until.ts';

const { TEST_REDIS_URL = '' } = process.env;

/** Whether two servers can meet here: that takes Redis. */
export const hasRedis = TEST_REDIS_URL !== '';

/** Two servers on one database that met in Redis, before the tests of a file or a `describe`. */
export function useTwoServers() {
  const server = useTestServer({ env: { REDIS_URL: TEST_REDIS_URL, LOG_LEVEL: 'silent' } });
  let other: Awaited<ReturnType<typeof server.startAnother>>;
  beforeAll(async () => {
    other = await server.startAnother();
    await meet(server.ground.bus, other.shoal.ground.bus);
  });
  return {
    server,
    other: () => other,
    /** The same person, on the other server. */
    signInThere: (who: SignedIn) => server.signInAgain(who, other.url),
    async enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
      const socket = await who.connect();
      const tab = { tabId: newId<TabId>(), protocol: PROTOCOL_VERSION, position: null };
      return { socket, welcome: await socket.send(shows.joinShow, { showId, door, ...tab }) };
    },
  };
}

/** Until each hears the other. How many there are says nothing: other files' servers meet in the same Redis. */
async function meet(first: ServerBus, second: ServerBus): Promise<void> {
  const word = () => serverWord({ name: `test:meet-${crypto.randomUUID()}`, payload: z.strictObject({}) });
  const [toFirst, toSecond] = [word(), word()];
  const heard = new Set<string>();
  first.onWord(toFirst, () => void heard.add(toFirst.name));
  second.onWord(toSecond, () => void heard.add(toSecond.name));
  await waitUntil(
    () => {
      first.tellOthers(toSecond, {});
      second.tellOthers(toFirst, {});
      return heard.size === 2;
    },
    'the servers did not meet',
    15_000,
  );
}
