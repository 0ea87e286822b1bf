import type { mediaNode } from '@shoal/contract';
import type { types } from 'mediasoup';

/** How this node opens an end that another node reaches. SRTP always: the way between may be anybody's. */
export const pipeTransportOptions = (listenInfo: types.TransportListenInfo): types.PipeTransportOptions => ({
  listenInfo,
  enableSrtp: true,
  enableRtx: true,
});

/** What the other side connects to. */
export function toPipeEnd({ srtpParameters, tuple }: types.PipeTransport): mediaNode.PipeEnd {
  if (!srtpParameters) throw new Error('a pipe between nodes without SRTP');
  return { ip: tuple.localAddress, port: tuple.localPort, srtpParameters };
}

/** Lets in what comes from that end, and only that. */
export async function connectPipe(transport: types.PipeTransport, { ip, port, srtpParameters }: mediaNode.PipeEnd) {
  // The contract checks the outline; an unknown suite is refused by mediasoup.
  await transport.connect({ ip, port, srtpParameters: srtpParameters as types.SrtpParameters });
}
