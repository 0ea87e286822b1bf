import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port that was free a moment ago, for a server that is to come back where it was. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
