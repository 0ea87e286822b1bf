import { isIP } from 'node:net';
import type { Closing } from '../platform/closing.ts';
import type { Log } from '../platform/log.ts';
import type { EdgeReader } from './edge-answer.ts';
import { EdgeServer, type EdgeServerOptions } from './edge-server.ts';

type Wanted = Omit<EdgeServerOptions, 'reader' | 'log'> & { url: string | undefined };
export type OpenLiveEdgeDeps = {
  /** Undefined opens none. */
  liveEdge: Wanted | undefined;
  mediaAddresses: readonly string[];
  reader: EdgeReader;
  log: Log;
  closing: Closing;
};

/**
 * Opens the live edge's port, and says where browsers reach it. A port that is taken costs the low delay, not the
 * node: everybody can still read the store's playlists, so it answers null.
 */
export async function openLiveEdge(deps: OpenLiveEdgeDeps): Promise<string | null> {
  const { closing, liveEdge, log, mediaAddresses, reader } = deps;
  if (!liveEdge) return null;
  try {
    const server = await EdgeServer.open({ ...liveEdge, reader, log });
    closing.add('live edge', 500, () => server.close());
    const url = liveEdge.url ?? toUrl(liveEdge, chooseAddress(mediaAddresses), server.port);
    log.info({ port: server.port, url }, 'live edge open');
    return url;
  } catch (error) {
    const { port } = liveEdge;
    log.error({ err: error, port }, 'no live edge: name a free port in LIVE_EDGE_PORT; HLS plays from the store only');
    return null;
  }
}

/** One that other machines reach, before this machine's own. */
const chooseAddress = (addresses: readonly string[]): string =>
  addresses.find((address) => !/^(127\.|::1$|localhost$)/.test(address)) ?? addresses[0] ?? '127.0.0.1';

const toUrl = ({ tls }: Wanted, address: string, port: number): string =>
  `${tls ? 'https' : 'http'}://${isIP(address) === 6 ? `[${address}]` : address}:${port}`;
