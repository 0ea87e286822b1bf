import type { types } from 'mediasoup';

/**
 * What lies before a worker's port while it sends: a key frame to four hundred viewers takes it up to 0.1 s, in which they
 * send a thousand reports and handshakes, and Linux's usual 208 KiB hold 270. In bytes; Linux gives at most `net.core.rmem_max`.
 */
const UDP_BUFFER_BYTES = 4 * 1024 * 1024;

/**
 * One port on every address that is ours. An address that is not (behind NAT, a cloud's public one) cannot be bound:
 * then every interface listens and that address is announced.
 */
export function toListenInfos(
  mediaAddresses: readonly string[],
  localAddresses: ReadonlySet<string>,
  port: number,
): types.TransportListenInfo[] {
  const foreign = mediaAddresses.find((address) => !localAddresses.has(address));
  const places = foreign
    ? [{ ip: '0.0.0.0', announcedAddress: foreign, port }]
    : mediaAddresses.map((ip) => ({ ip, port }));
  return places.flatMap((place) => [
    { ...place, protocol: 'udp' as const, recvBufferSize: UDP_BUFFER_BYTES },
    { ...place, protocol: 'tcp' as const },
  ]);
}

export type PipePlace = { pipeAddress: string; pipePortMin: number; pipePortMax: number };

/** Where other nodes reach this one. An address that is not ours is announced, as above. */
export function toPipeListenInfo(
  { pipeAddress, pipePortMax, pipePortMin }: PipePlace,
  localAddresses: ReadonlySet<string>,
): types.TransportListenInfo {
  const place = localAddresses.has(pipeAddress)
    ? { ip: pipeAddress }
    : { ip: '0.0.0.0', announcedAddress: pipeAddress };
  const portRange = { min: pipePortMin, max: pipePortMax };
  return { protocol: 'udp', ...place, portRange, recvBufferSize: UDP_BUFFER_BYTES };
}
