import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that an operating system lends to outgoing connections (32768 and up on Linux, 49152 elsewhere), so
 * that none of them sits on a port between two lives of its server.
 */
const [FIRST, PAST_LAST] = [11_000, 20_000];

/** A TCP port that is free on the loopback address now. At random, so that two who look at once find two. */
export async function findFreePort() {
  for (;;) {
    const port = randomInt(FIRST, PAST_LAST);
    const probe = createServer().listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
    } catch (error) {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') continue;
      throw error;
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
