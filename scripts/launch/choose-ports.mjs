import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { GroundError } from '../ground/step.mjs';

const FIRST_MEDIA_PORT = 40_000;
const BLOCK = 100;
const BLOCKS = 20;

/** @throws GroundError when another program listens there */
export async function requireFreeHttpPort(port, host) {
  if (await isTcpFree(port, host)) return;
  throw new GroundError(`Port ${port} is taken by another program: stop that, or set HTTP_PORT to a free one.`);
}

/** The first block of media ports that nobody uses, so that two installations can share one machine. */
export async function chooseMediaPortBase(workers) {
  for (let block = 0; block < BLOCKS; block += 1) {
    const base = FIRST_MEDIA_PORT + block * BLOCK;
    const free = await Promise.all(
      Array.from({ length: workers }, async (_, i) => (await isTcpFree(base + i)) && (await isUdpFree(base + i))),
    );
    if (free.every(Boolean)) return base;
  }
  throw new GroundError(
    'No free ports for media between 40000 and 42000: name the first of a free block in MEDIA_PORT_BASE.',
  );
}

async function isTcpFree(port, host = '0.0.0.0') {
  const probe = createServer().listen(port, host);
  return isBound(probe, 'listening');
}

async function isUdpFree(port) {
  const probe = createSocket('udp4').bind(port, '0.0.0.0');
  return isBound(probe, 'listening');
}

async function isBound(probe, event) {
  try {
    await once(probe, event);
    await new Promise((resolve) => probe.close(resolve));
    return true;
  } catch {
    return false;
  }
}
