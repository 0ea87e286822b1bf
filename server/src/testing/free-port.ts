import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that an operating system lends to outgoing connections: none may sit here between two lives of a server. */
const [FIRST, PAST_LAST] = [11_000, 20_000];

/** A TCP port that is free on the loopback address now. At random, so that two who look at once find two. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, PAST_LAST);
    const probe = createServer().listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
    } catch {
      continue; // Somebody is there.
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
